"""Mail links for the user's mail program, and the clipboard: the only ways by which text leaves the window."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from crm.drafts.mailto import mailto


def open_mail(to: Sequence[str], subject: str = "", body: str = "") -> str:
    """Returns a message for the user, or "": a body too long for a link is put on the clipboard."""
    link = mailto(to, subject, body)
    if link.copy_body:
        copy(body)
    # Already percent-encoded: QUrl must not encode it again.
    opened = QDesktopServices.openUrl(QUrl.fromEncoded(QByteArray(link.url.encode("ascii"))))
    if not opened:
        copy(f"{subject}\n\n{body}" if body else ", ".join(to))
        return "No mail program answered, so the text is on the clipboard."
    return "The text is long, so it is on the clipboard: paste it into the mail." if link.copy_body else ""


def copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
