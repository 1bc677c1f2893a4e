// Room: Widgets
