"""The process that decodes photos: what a hostile picture could do to it costs one picture, never the window.

It gets bytes and gives raw points back, so that the window itself decodes nothing that came from a file.
"""

import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from crm.contacts.photo_bytes import MAX_BYTES, MAX_PIXELS, size_of
from crm.media_types import media_type_of
from ui.photos.protocol import ASKED, GIVEN, LARGEST_SIDE, READY

_ALLOCATION_MB = 80  # 16 million points are 62
_MEMORY_MB = 256  # on top of what the process has when it begins


def main(words: list[str]) -> int:
    """Picture after picture, until the window asks no more. `words` are none."""
    application = QCoreApplication([])
    QImageReader.setAllocationLimit(_ALLOCATION_MB)
    QImageReader.supportedImageFormats()  # loads the decoders of Qt
    _guard()
    asked, given = sys.stdin.buffer, sys.stdout.buffer
    given.write(READY)
    given.flush()
    while len(head := asked.read(ASKED.size)) == ASKED.size:
        _answer(asked.read(min(ASKED.unpack(head)[0], MAX_BYTES)), given)
    del application
    return 0


def _answer(data: bytes, given: BinaryIO) -> None:
    image: QImage | None = None
    with suppress(MemoryError):
        image = thumbnail(data)
    if image is None:
        given.write(GIVEN.pack(0, 0))
    else:
        given.write(GIVEN.pack(image.width(), image.height()))
        given.write(bytes(image.constBits())[: image.width() * image.height() * 4])
    given.flush()


def thumbnail(data: bytes) -> QImage | None:
    """At most 512 points wide and high, RGBA; None for what is no picture of a kind taken here, or too large."""
    media_type = media_type_of(data)
    said = size_of(data, media_type) if media_type else None
    if media_type is None or (said and said[0] * said[1] > MAX_PIXELS):
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer, QByteArray(media_type.partition("/")[2].encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.isEmpty() or size.width() * size.height() > MAX_PIXELS:
        return None
    if max(size.width(), size.height()) > LARGEST_SIDE:
        small = size.scaled(LARGEST_SIDE, LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(small.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull() or max(image.width(), image.height()) > LARGEST_SIDE:
        return None
    return image.convertToFormat(QImage.Format.Format_RGBA8888)


def _guard() -> None:
    """A ceiling on memory, nothing written, no core dump with somebody's face in it. Not every system has these."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # Windows has none

        memory = _mapped(resource.getpagesize()) + (_MEMORY_MB << 20)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _mapped(page: int) -> int:
    """Bytes of address space taken so far; where nobody tells (no /proc), more than Qt takes anywhere."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * page
    except OSError:
        return 1 << 30
