"""What kind of file this is, told by its contents and never by its name."""

from collections.abc import Callable, Generator
from pathlib import Path

from crm.errors import FileNotRead
from crm.formats.card import CardRead
from crm.formats.csv.table_kinds import KINDS, OURS
from crm.formats.first_bytes import ZIP, as_utf8, is_binary, kind_of_start
from crm.formats.read_options import Options
from crm.formats.unsupported import nothing_in, refused, sentence
from crm.formats.vcard.parallel_reader import read_file

_START = 64 << 10  # bytes


FileReader = Callable[[Path, Options, Callable[[int], None]], Generator[CardRead, None, None]]
"""Given the file, what the user says of it, and who hears how many bytes are read."""


def _read_vcards(
    path: Path, options: Options, progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    return read_file(path, options.charset, progress)


def _read_calendar(
    path: Path, options: Options, progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    from crm.formats.calendar import reader  # address books do without

    assert options.today is not None
    return reader.read(path, options.today, progress)


def _read_archive(
    path: Path, options: Options, progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    from crm.formats.archive.reader import read_archive  # rare, and no small matter to load

    return read_archive(path, options, progress)


def _read_table(
    path: Path, options: Options, progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    from crm.formats.csv.reader import read_table  # most files are vCards, which do without

    return read_table(path, options, progress)


READERS: dict[str, FileReader] = {
    "vcard": _read_vcards,
    "ics": _read_calendar,
    "json": _read_archive,
    **dict.fromkeys(KINDS, _read_table),
}
TABLES = frozenset(KINDS) - {OURS}
"""Whose columns can be said to be something else; of our own table they are what they are."""


def _read_member(
    path: Path, name: str, options: Options, progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    kind = format_of(path, name)
    if kind == ZIP:
        raise FileNotRead(f"{name} is a zip inside the zip and was left out.")
    return READERS[kind](path, options, progress)


def _read_zip(
    path: Path, options: Options, progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    from crm.formats.zip.address_books import read_zip  # for the same reason

    return read_zip(path, options, progress, _read_member)


READERS[ZIP] = _read_zip


def format_of(path: Path, name: str = "") -> str:
    """A key of READERS. Raises FileNotRead for a file that is not there, cannot be opened, or is of no known kind.

    `name` is what the file is called to the user, where that is not its own name.
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
        raise FileNotRead(nothing_in(path)) from None
    except OSError as wrong:
        raise FileNotRead(f"{name} cannot be opened ({wrong.strerror or 'unreadable'}).") from None
    if kind := kind_of_start(start):
        return kind
    if other := refused(start):
        raise FileNotRead(sentence(name, other))
    if not start.strip():
        raise FileNotRead(f"{name} is empty.")
    if is_binary(start):
        raise FileNotRead(f"{name} is no address book this program can read: it holds no text.")
    from crm.formats.csv.encoding import encoding_of_start  # for the same reason
    from crm.formats.csv.layout import layout_of  # for the same reason

    return layout_of(path, encoding_of_start(start), name).shape
