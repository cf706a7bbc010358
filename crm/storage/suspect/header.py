"""The first hundred bytes of an untrusted file, read without SQLite.
The offsets are those of
https://www.sqlite.org/fileformat2.html#the_database_header
"""

import struct
from typing import NamedTuple

from crm.errors import BookNotUsable, FileNotRead
from crm.storage.format.migrating import check_version

HEADER_BYTES = 100
_MAGIC = b"SQLite format 3\0"
_PAGE_SIZE = 4096  # SQLite's default, which Goodturn never changes
_UTF8 = 1
_FIELDS = struct.Struct(">HBBB7xI12xI4xIIi4xI")  # from byte 16 on
_OURS = (4, 1, 2)  # the schema format, and the versions of rollback journal and write-ahead log


class Header(NamedTuple):
    page_size: int
    written_for: int  # 1: a rollback journal, 2: a write-ahead log
    read_for: int
    reserved: int  # bytes at the end of each page
    pages: int
    schema_format: int
    largest_root: int  # 0 without auto_vacuum
    encoding: int
    version: int  # of the book's schema
    application: int


def read_header(data: bytes, name: str) -> Header:
    """Raises FileNotRead unless the header is that of a Goodturn book of a known format with the usual
    layout.
    """
    if not data:
        raise FileNotRead(f"{name} is empty; nothing was changed. Try another backup.")
    if len(data) < HEADER_BYTES or data[:16] != _MAGIC:
        raise FileNotRead(f"{name} is no backup of a Goodturn book; nothing was changed.")
    header = Header(*_FIELDS.unpack(data[16:72]))
    try:
        check_version(header.application, header.version)
    except BookNotUsable as refusal:
        raise FileNotRead(f"{name} cannot be restored. {refusal}") from refusal
    if not _has_own_layout(header):
        raise FileNotRead(f"{name} is laid out as Goodturn never does; nothing was changed.")
    return header


def _has_own_layout(header: Header) -> bool:
    newest_schema, *journals = _OURS
    return (
        header.page_size == _PAGE_SIZE
        and header.reserved == 0
        and header.encoding == _UTF8
        and header.schema_format == newest_schema
        and header.largest_root == 0
        and header.written_for in journals
        and header.read_for in journals
    )
