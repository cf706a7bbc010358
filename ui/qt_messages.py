"""Log handler for Qt's own messages: logs category and function name, never the text.

Qt would print the text to standard error, and so into the system's journal; it may contain file names and
user data.
"""

import logging
import re
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from crm.fault_log.fault_description import CodeText

log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
# "QPainter::begin: Paint device returned engine == 0"
_FUNCTION = re.compile(r"Q[A-Za-z0-9]+::[A-Za-z0-9_~]+")


def keep_qt_messages() -> Callable[[], object]:
    """Installs the handler. The returned function removes it and must be called before Python ends, as Qt
    would call into it."""
    qInstallMessageHandler(_on_message)
    return lambda: qInstallMessageHandler(None)


def _on_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    level = _LEVELS.get(kind)
    if level is not None:
        function = _FUNCTION.match(text)
        function_name = function.group() if function else ""
        log.log(level, "Qt spoke: %s %s", CodeText(context.category or ""), CodeText(function_name))
