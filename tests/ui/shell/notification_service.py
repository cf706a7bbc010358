"""A notification service as desktops have one, on the bus whose address is given; run as a program by the tests.

Each call it gets is a line of JSON on standard output; "NUMBER" on standard input clicks that notification. With
"portal" it is a desktop that has only the portal.
"""

import json
import sys
import threading

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

SERVICE = DBusAddress(
    "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications"
)
PORTAL = DBusAddress(
    "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop", "org.freedesktop.portal.Notification"
)
# What real services insist on, as their interfaces are typed.
SIGNATURES = {"Notify": "susssasa{sv}i", "AddNotification": "sa{sv}", "GetCapabilities": None}


def serve(bus: DBusConnection, capabilities: list[str], portal: bool) -> None:
    shown = 40
    while True:
        call = bus.receive()
        if call.header.message_type is not MessageType.method_call:
            continue
        member = call.header.fields.get(HeaderFields.member)
        signature = call.header.fields.get(HeaderFields.signature)
        if member not in SIGNATURES or SIGNATURES[member] != signature:
            bus.send(new_error(call, "org.freedesktop.DBus.Error.InvalidArgs", "s", (str(signature),)))
            continue
        shown += member == "Notify"
        print(json.dumps({"method": member, "body": call.body}), flush=True)
        bus.send(answer(call, member, capabilities, shown))


def answer(call: Message, member: str, capabilities: list[str], shown: int) -> Message:
    if member == "GetCapabilities":
        return new_method_return(call, "as", (capabilities,))
    return new_method_return(call, "u", (shown,)) if member == "Notify" else new_method_return(call)


def click(bus: DBusConnection, portal: bool) -> None:
    for line in sys.stdin:
        if portal:
            bus.send(new_signal(PORTAL, "ActionInvoked", "ssav", (line.strip(), "open", [])))
        else:
            bus.send(new_signal(SERVICE, "ActivationToken", "us", (int(line), "token-of-the-click")))
            bus.send(new_signal(SERVICE, "ActionInvoked", "us", (int(line), "default")))


def main() -> None:
    address, kind, *capabilities = sys.argv[1:]
    portal = kind == "portal"
    bus = open_dbus_connection(address)
    bus.send_and_get_reply(message_bus.RequestName((PORTAL if portal else SERVICE).bus_name))
    print(json.dumps({"method": "ready"}), flush=True)
    threading.Thread(target=click, args=(bus, portal), daemon=True).start()
    serve(bus, capabilities, portal)


if __name__ == "__main__":
    main()
