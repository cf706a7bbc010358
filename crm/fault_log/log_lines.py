"""Formatting of a log record as one line without values of the user. Imported with the first record."""

import sys
from datetime import UTC, datetime
from logging import LogRecord

from crm.fault_log.fault_description import CodeText, describe
from crm.version import VERSION

_OURS = ("crm", "ui", "main", "goodturn", "__main__")


def line_of(record: LogRecord) -> str:
    """Without the time. For a library's record only where it was made: its message may contain anything."""
    if record.name.partition(".")[0] not in _OURS:
        where = f"{record.name.partition('.')[0]} in {record.module}:{record.lineno} {record.funcName}"
        return f"{record.levelname} {where}{_fault_of(record)}"
    return f"{record.levelname} {record.name}: {_message(record)}{_fault_of(record)}"


def begin_line() -> str:
    """The first line that a process writes."""
    python = ".".join(str(number) for number in sys.version_info[:3])
    return f"Goodturn {VERSION}, Python {python}, {sys.platform}"


def time_of(record: LogRecord) -> str:
    """In UTC, so that it does not reveal where the user lives."""
    return datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _message(record: LogRecord) -> str:
    """The message is a literal of our code (a test checks it); its arguments must be code text or numbers."""
    arguments = record.args if isinstance(record.args, tuple) else (record.args,) if record.args else ()
    message = str(record.msg)
    if not arguments:
        return message
    try:
        return message % tuple(_harmless(one) for one in arguments)
    except (TypeError, ValueError):
        return message


def _harmless(value: object) -> object:
    if isinstance(value, BaseException):
        return describe(value)
    return value if isinstance(value, CodeText | int) else f"({type(value).__name__})"


def _fault_of(record: LogRecord) -> str:
    fault = record.exc_info[1] if record.exc_info else None
    return f": {describe(fault)}" if fault is not None else ""
