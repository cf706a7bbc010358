"""Shows one notification over D-Bus: by the desktop's notification service, else by its portal. No Qt here.

Uses jeepney, not QtDBus: Notify takes an unsigned integer, which PySide cannot put into a message.
"""

import os
import socket
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from crm.reminders.desktop_entry import NAME
from crm.reminders.notification_text import NotificationText

_SERVICE = "org.freedesktop.Notifications"
_PORTAL = "org.freedesktop.portal.Notification"
_SERVICE_ADDRESS = DBusAddress("/org/freedesktop/Notifications", _SERVICE, _SERVICE)
_PORTAL_ADDRESS = DBusAddress("/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop", _PORTAL)
_ANSWER_WITHIN = 10  # seconds; after login the desktop first has to start the service
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_NO_MARKUP = str.maketrans({"<": "‹", ">": "›"})
_ID = "today"  # for the portal: each notification replaces the one before


class BusNotice:
    """Keeps the connection open while the notification is shown: many desktops remove it with its sender."""

    def __init__(self) -> None:
        """Raises OSError or an error of jeepney if there is no session bus."""
        self._bus: DBusConnection = open_dbus_connection(_session_bus())
        self._messages: deque[Message] = deque(maxlen=50)
        self._number = 0

    def show(self, notice: NotificationText, action: str) -> bool:
        """Returns whether a service accepted it. `action` is the label of the click action."""
        return self._by_service(notice, action) or self._by_portal(notice)

    def listen(self, on_click: Callable[[str], object]) -> None:
        """Blocks until interrupted. `on_click` gets an activation token for Wayland, or ""."""
        token = ""
        with suppress(OSError, EOFError):
            while True:
                message = self._bus.recv_until_filtered(self._messages)
                match message.header.fields.get(HeaderFields.member), message.body:
                    case "ActivationToken", (self._number, str(token)):
                        pass
                    case "ActionInvoked", (self._number | "today", *_):
                        on_click(token)
                        token = ""

    def interrupt(self) -> None:
        """Ends `listen`; called from another thread."""
        with suppress(OSError):
            self._bus.sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._bus.close()

    def _by_service(self, notice: NotificationText, action: str) -> bool:
        known = self._call(_SERVICE_ADDRESS, "GetCapabilities")
        if known is None:
            return False
        self._watch(_SERVICE_ADDRESS)
        words = notice.body.translate(_MARKUP) if "body-markup" in known[0] else notice.body
        hints = {"desktop-entry": ("s", NAME), "urgency": ("y", 1)}
        shown = self._call(
            _SERVICE_ADDRESS,
            "Notify",
            "susssasa{sv}i",
            ("Goodturn", 0, "", notice.title, words, ["default", action], hints, -1),
        )
        self._number = shown[0] if shown else 0
        return shown is not None

    def _by_portal(self, notice: NotificationText) -> bool:
        """The portal does not say whether its desktop reads markup, so characters of markup are replaced."""
        self._watch(_PORTAL_ADDRESS)
        what = {
            "title": ("s", notice.title),
            "body": ("s", notice.body.translate(_NO_MARKUP)),
            "default-action": ("s", "open"),
        }
        return self._call(_PORTAL_ADDRESS, "AddNotification", "sa{sv}", (_ID, what)) is not None

    def _watch(self, address: DBusAddress) -> None:
        rule = MatchRule(type="signal", interface=address.interface, path=address.object_path)
        self._bus.filter(rule, queue=self._messages)
        self._bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=_ANSWER_WITHIN)

    def _call(
        self, address: DBusAddress, method: str, signature: str | None = None, body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...] | None:
        """None after no answer or an error."""
        try:
            reply = self._bus.send_and_get_reply(
                new_method_call(address, method, signature, body), timeout=_ANSWER_WITHIN
            )
        except TimeoutError:
            return None
        return reply.body if reply.header.message_type is MessageType.method_return else None


def _session_bus() -> str:
    """The configured address, else the default address of systemd."""
    usual = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere") / "bus"
    return os.environ.get("DBUS_SESSION_BUS_ADDRESS") or f"unix:path={usual}"
