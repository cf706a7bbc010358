"""What kind of file this is, told by its contents and never by its name."""

import re
from collections.abc import Callable, Generator
from pathlib import Path

from crm.errors import FileNotRead
from crm.exchange.archive.layout import is_archive
from crm.exchange.cards import CardRead
from crm.exchange.options import Options
from crm.exchange.vcard.blocks import wide_codec
from crm.exchange.vcard.sharing import read_file

_START = 64 << 10
_VCARD = re.compile(rb"(?:^|[\r\n])[^A-Za-z0-9:;\r\n]{0,8}BEGIN[ \t]*:[ \t]*VCARD", re.I)

FileReader = Callable[[Path, Options, Callable[[int], None]], Generator[CardRead, None, None]]
"""Given the file, what the user says of it, and who hears how many bytes are read."""


def _read_vcards(
    path: Path, options: Options, progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    return read_file(path, options.charset, progress)


def _read_archive(
    path: Path, options: Options, progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    from crm.exchange.archive.reader import read_archive  # rare, and no small matter to load

    return read_archive(path, options, progress)


READERS: dict[str, FileReader] = {"vcard": _read_vcards, "json": _read_archive}


def format_of(path: Path) -> str:
    """A key of READERS. Raises FileNotRead for a file that is not there, cannot be opened, or is of no known kind."""
    try:
        with path.open("rb") as stream:
            start = stream.read(_START)
    except IsADirectoryError:
        raise FileNotRead(f"{path.name} is a folder. Choose the files in it.") from None
    except OSError as wrong:
        raise FileNotRead(f"{path.name} cannot be opened ({wrong.strerror or 'unreadable'}).") from None
    codec = wide_codec(start)
    if codec:
        start = start.decode(codec, "replace").encode("utf-8", "replace")
    if is_archive(start):
        return "json"
    if _VCARD.search(start):
        return "vcard"
    if not start.strip():
        raise FileNotRead(f"{path.name} is empty.")
    raise FileNotRead(f"{path.name} is no address book this program can read yet: it holds no vCard.")
