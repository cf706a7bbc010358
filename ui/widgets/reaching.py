"""Opens the program that a way to reach a person belongs to: a call, a text, a messenger, a mail."""

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QDesktopServices

from crm.people.ways_to_reach import Way
from crm.text.outside_text import shown
from ui.widgets.mail import copy, open_mail


def open_way(way: Way) -> str:
    """Returns a message for the user, or "" if a program was opened."""
    if way.kind == "email":
        return open_mail([way.shown])
    # Already percent-encoded: QUrl must not encode it again.
    if QDesktopServices.openUrl(QUrl.fromEncoded(QByteArray(way.address.encode("ascii")))):
        return ""
    copy(way.shown)
    return f"No program answered, so {shown(way.shown)} is on the clipboard."
