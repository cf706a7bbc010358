"""Opens a link of typed text in the desktop's own program, if it is one that may be opened."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crm.text.outside_text import shown
from crm.text.safe_links import safe_address
from ui.widgets.mail import copy


def open_link(target: str) -> str:
    """Returns a message for the user, or ""."""
    address = safe_address(target)
    if address is None:
        return "Only web pages, mail and phone numbers are opened from here."
    if QDesktopServices.openUrl(QUrl(address)):
        return ""
    copy(address)
    return f"No program answered, so {shown(address)} is on the clipboard."
