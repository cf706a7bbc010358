"""The reader for each kind of file; the kind is detected from the content, never from the name."""

from collections.abc import Callable, Generator
from pathlib import Path

from crm.errors import FileNotRead
from crm.formats.card import CardRead
from crm.formats.csv.table_kinds import KINDS, OWN_TABLE
from crm.formats.first_bytes import ZIP, as_utf8, is_binary, kind_of_start
from crm.formats.read_options import Options
from crm.formats.unsupported import describe_unreadable_folder, describe_unsupported, unsupported_format
from crm.formats.vcard.parallel_reader import read_file

_START = 64 << 10  # bytes


FileReader = Callable[[Path, Options, Callable[[int], None]], Generator[CardRead, None, None]]
"""Called with the file, the user's options, and a callback for the number of bytes read."""


def _read_vcards(
    path: Path, options: Options, on_progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    return read_file(path, options.charset, on_progress)


def _read_calendar(
    path: Path, options: Options, on_progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    from crm.formats.calendar import reader  # not needed for address books

    assert options.today is not None
    return reader.read(path, options.today, on_progress)


def _read_archive(
    path: Path, options: Options, on_progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    from crm.formats.archive.reader import read_archive  # rare, and slow to load

    return read_archive(path, options, on_progress)


def _read_table(
    path: Path, options: Options, on_progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    from crm.formats.csv.reader import read_table  # most files are vCards, which do not need it

    return read_table(path, options, on_progress)


READERS: dict[str, FileReader] = {
    "vcard": _read_vcards,
    "ics": _read_calendar,
    "json": _read_archive,
    **dict.fromkeys(KINDS, _read_table),
}
TABLES = frozenset(KINDS) - {OWN_TABLE}
"""Tables whose columns the user can map; those of the program's own table are fixed."""


def _read_member(
    path: Path, name: str, options: Options, on_progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    kind = format_of(path, name)
    if kind == ZIP:
        raise FileNotRead(f"{name} is a zip inside the zip and was left out.")
    return READERS[kind](path, options, on_progress)


def _read_zip(
    path: Path, options: Options, on_progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    from crm.formats.zip.address_books import read_zip  # as above

    return read_zip(path, options, on_progress, _read_member)


READERS[ZIP] = _read_zip


def format_of(path: Path, name: str = "") -> str:
    """The key in READERS of a file. Raises FileNotRead for a file that is missing, unreadable or of an unknown kind.

    `name` is the name shown to the user, if it is not that of the file.
    """
    name = name or path.name
    if path.exists() and not path.is_file() and not path.is_dir():
        raise FileNotRead(
            f"{name} is a pipe or a device. Save what comes from it in a file, and import that."
        )
    try:
        with path.open("rb") as stream:
            start = as_utf8(stream.read(_START))
    except IsADirectoryError:
        raise FileNotRead(describe_unreadable_folder(path)) from None
    except OSError as error:
        raise FileNotRead(f"{name} cannot be opened ({error.strerror or 'unreadable'}).") from None
    if kind := kind_of_start(start):
        return kind
    if other := unsupported_format(start):
        raise FileNotRead(describe_unsupported(name, other))
    if not start.strip():
        raise FileNotRead(f"{name} is empty.")
    if is_binary(start):
        raise FileNotRead(f"{name} is no address book this program can read: it holds no text.")
    from crm.formats.csv.encoding import encoding_of_start  # as above
    from crm.formats.csv.layout import layout_of  # as above

    return layout_of(path, encoding_of_start(start), name).table_kind


def format_if_readable(path: Path) -> str:
    """Like `format_of`, but "" for a file that is not read."""
    try:
        return format_of(path)
    except FileNotRead:
        return ""
