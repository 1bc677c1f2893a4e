// Room: Shopfloor
