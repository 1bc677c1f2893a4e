"""A table of machines as one writes it in an afternoon, to compare with: paho-mqtt and curses, ten frames a second.

usage: paho_table.py PORT TOPIC-FILTER; topics end with .../MACHINE/values/TAG. Ends with q.
"""
import curses
import json
import sys
import threading

import paho.mqtt.client as mqtt

machines = {}
lock = threading.Lock()


def came(client, userdata, message):
    parts = message.topic.split("/")
    value = json.loads(message.payload)["value"]
    with lock:
        machines.setdefault(parts[-3], {})[parts[-1]] = value


def draw(screen):
    curses.curs_set(0)
    screen.timeout(100)
    selected = 0
    while True:
        rows, columns = screen.getmaxyx()
        with lock:
            names = sorted(machines)[: rows - 2]
            lines = [f"{n:10} {machines[n].get('execution', '-'):10} {machines[n].get('parts', '-')}" for n in names]
        screen.erase()
        screen.addnstr(0, 0, "Machine    State      Parts", columns - 1)
        for row, line in enumerate(lines):
            attribute = curses.A_REVERSE if row == selected else curses.A_NORMAL
            screen.addnstr(row + 1, 0, line, columns - 1, attribute)
        screen.move(min(selected + 1, rows - 1), 0)
        screen.refresh()
        key = screen.getch()
        if key == ord("q"):
            return
        if key == curses.KEY_DOWN:
            selected = min(selected + 1, max(0, len(lines) - 1))
        if key == curses.KEY_UP:
            selected = max(selected - 1, 0)


client = mqtt.Client(**({"callback_api_version": mqtt.CallbackAPIVersion.VERSION2}
                        if hasattr(mqtt, "CallbackAPIVersion") else {}))
client.on_message = came
client.connect("127.0.0.1", int(sys.argv[1]))
client.subscribe(sys.argv[2])
client.loop_start()
curses.wrapper(draw)
