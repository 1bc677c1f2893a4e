// Room: DemoPlant
