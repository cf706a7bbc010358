"""The photo decoding process: a malicious image can at worst end this process, never the window.

It reads bytes and returns raw pixels, so the window itself decodes nothing that came from a file.
"""

import sys
from contextlib import suppress
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from crm.contacts.photo_bytes import MAX_BYTES, MAX_PIXELS, size_of
from crm.media_types import media_type_of
from crm.storage.suspect.limits import mapped_memory
from ui.photos.protocol import LARGEST_SIDE, READY, REPLY, REQUEST

_ALLOCATION_MB = 80  # 16 million pixels take 62
_MEMORY_MB = 256  # in addition to what the process uses at its start


def main(words: list[str]) -> int:
    """Decodes images until the window closes the pipe. `words` is empty."""
    application = QCoreApplication([])
    QImageReader.setAllocationLimit(_ALLOCATION_MB)
    QImageReader.supportedImageFormats()  # loads Qt's decoders
    _guard()
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    replies.write(READY)
    replies.flush()
    while len(head := requests.read(REQUEST.size)) == REQUEST.size:
        _answer(requests.read(min(REQUEST.unpack(head)[0], MAX_BYTES)), replies)
    del application
    return 0


def _answer(data: bytes, replies: BinaryIO) -> None:
    image: QImage | None = None
    with suppress(MemoryError):
        image = thumbnail(data)
    if image is None:
        replies.write(REPLY.pack(0, 0))
    else:
        replies.write(REPLY.pack(image.width(), image.height()))
        replies.write(bytes(image.constBits())[: image.width() * image.height() * 4])
    replies.flush()


def thumbnail(data: bytes) -> QImage | None:
    """At most 512 pixels wide and high, RGBA; None for data that is no supported image, or too large."""
    media_type = media_type_of(data)
    declared_size = size_of(data, media_type) if media_type else None
    if media_type is None or (declared_size and declared_size[0] * declared_size[1] > MAX_PIXELS):
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
    """Limits memory, forbids writing files, and disables core dumps, which could contain faces. Not available
    on every system."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # missing on Windows

        memory = mapped_memory(resource.getpagesize()) + (_MEMORY_MB << 20)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
