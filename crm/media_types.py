"""The media type of a picture, by its first bytes."""


def media_type_of(data: bytes) -> str | None:
    """The media type of the picture kinds accepted as photos; None for any other. 16 bytes are enough."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return None
