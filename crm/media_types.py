"""Which kind of picture bytes are: of the kinds that are taken as photos."""


def media_type_of(data: bytes) -> str | None:
    """The media type that the first bytes of a picture tell (16 are enough); None for any other kind."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return None
