// Room: Telemetry
