"""Validation of photos by their first bytes, not by the type a file declares. Nothing is ever fetched."""

import binascii
import re

from crm.contacts.contact import Photo
from crm.media_types import media_type_of

MAX_BYTES = 10 << 20
MAX_PIXELS = 16_000_000

_REFUSED = (
    (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"BM", "BMP"), (b"\0\0\1\0", "an icon"), (b"icns", "an icon"),
    (b"<svg", "SVG"), (b"<?xml", "SVG"), (b"\xef\xbb\xbf<", "SVG"), (b"/* XPM", "XPM"),
)  # fmt: skip
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")


class PhotoError(Exception):
    """The bytes are not accepted as a photo; the message is the middle of a sentence: "photo is damaged"."""


def photo_from_base64(text: str) -> Photo:
    """Decode Base64, tolerating blanks, odd characters and missing padding. Raises PhotoError."""
    if len(text) > MAX_BYTES * 4 // 3 + 1_000_000:
        raise PhotoError("photo is larger than 10 MB")
    letters = text.rstrip("=")
    try:
        data = binascii.a2b_base64(letters + "=" * (-len(letters) % 4), strict_mode=True)
    except (binascii.Error, ValueError):
        letters = _NOT_BASE64.sub("", text)
        if len(letters) % 4 == 1:
            raise PhotoError("photo is damaged") from None
        data = binascii.a2b_base64(letters + "=" * (-len(letters) % 4))
    return photo_of(data)


def photo_of(data: bytes) -> Photo:
    """Raises PhotoError if the bytes are not an accepted image format, or too large."""
    media_type = media_type_of(data)
    if media_type is None:
        kind = next((name for start, name in _REFUSED if data.startswith(start)), None)
        if kind is None and data[4:8] == b"ftyp":
            kind = "HEIC"
        if kind:
            raise PhotoError(f"photo is {kind}; only JPEG, PNG, GIF and WebP are taken")
        raise PhotoError("photo is damaged, or no JPEG, PNG, GIF or WebP")
    if len(data) > MAX_BYTES:
        raise PhotoError("photo is larger than 10 MB")
    size = size_of(data, media_type)
    if size and size[0] * size[1] > MAX_PIXELS:
        raise PhotoError(f"photo has {size[0]} x {size[1]} points, more than 16 million")
    return Photo(data, media_type)


def size_of(data: bytes, media_type: str) -> tuple[int, int] | None:
    """Width and height from the image header, or None if they cannot be read."""
    if media_type == "image/png":
        return (_big(data[16:20]), _big(data[20:24])) if data[12:16] == b"IHDR" else None
    if media_type == "image/gif":
        return _little(data[6:8]), _little(data[8:10])
    if media_type == "image/webp":
        return _webp_size(data)
    return _jpeg_size(data)


def _big(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _webp_size(data: bytes) -> tuple[int, int] | None:
    kind = data[12:16]
    if kind == b"VP8X":
        return _little(data[24:27]) + 1, _little(data[27:30]) + 1
    if kind == b"VP8L":
        bits = _little(data[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return _little(data[26:28]) & 0x3FFF, _little(data[28:30]) & 0x3FFF
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    for _ in range(1000):
        if data[at : at + 1] != b"\xff" or at + 9 > len(data):
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return _big(data[at + 7 : at + 9]), _big(data[at + 5 : at + 7])
        else:
            at += 2 + _big(data[at + 2 : at + 4])
    return None
