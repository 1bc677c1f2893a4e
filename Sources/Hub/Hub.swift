// Room: Hub
