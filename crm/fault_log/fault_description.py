"""Description of an exception without personal data: types, places in the code, error codes of SQLite and the
system. Never the text of an exception: SQLite's contains values, OSError's the file name, KeyError's the key
itself.
"""

from types import TracebackType

_MOST_PLACES = 12
_MOST_CAUSES = 3


class CodeText(str):
    """Text made of names in the program's code and of numbers.
    The log writes no other strings, so that a value passed by mistake stays out of it.
    """

    __slots__ = ()


def describe(fault: BaseException) -> CodeText:
    """ "KeyError at ui.today.page:31 reload < ui.page:40 show; from OperationalError SQLITE_FULL", innermost
    first.
    """
    parts = [_describe_one(fault)]
    cause = fault.__cause__
    while cause is not None and len(parts) <= _MOST_CAUSES:
        parts.append(_describe_one(cause))
        cause = cause.__cause__
    return CodeText("; from ".join(parts))


def kind(fault: BaseException) -> CodeText:
    """ "OSError 28", "DatabaseError SQLITE_CORRUPT", "ModuleNotFoundError sqlalchemy", or the type alone."""
    original = getattr(fault, "orig", None)  # SQLAlchemy wraps the exception of the driver
    inner = original if isinstance(original, Exception) else fault
    code: object = getattr(inner, "sqlite_errorname", None)
    if code is None and isinstance(inner, OSError):
        code = inner.errno
    elif code is None and isinstance(inner, ImportError):
        code = inner.name  # as in an import statement of the code
    name = type(fault).__name__
    return CodeText(name if code is None else f"{name} {code}")


def places(trace: TracebackType | None) -> list[CodeText]:
    """ "ui.today.page:31 reload", innermost first. Module names instead of paths, which may name the user."""
    found: list[CodeText] = []
    while trace is not None:
        frame = trace.tb_frame
        module = frame.f_globals.get("__name__", "?")
        found.append(CodeText(f"{module}:{trace.tb_lineno} {frame.f_code.co_name}"))
        trace = trace.tb_next
    return found[::-1]


def note_places(fault: BaseException) -> None:
    """Store the places in the exception, for a caller that drops its traceback."""
    fault.add_note(_joined(places(fault.__traceback__)))


def _describe_one(fault: BaseException) -> str:
    noted = [note for note in getattr(fault, "__notes__", ()) if isinstance(note, CodeText)]
    where = _joined(places(fault.__traceback__)) or (noted[0] if noted else "")
    return f"{kind(fault)} at {where}" if where else kind(fault)


def _joined(found: list[CodeText]) -> CodeText:
    return CodeText(" < ".join(found[:_MOST_PLACES]))
