"""Photo data, stored once per content in the `blob` table."""

from crm.storage.reading import Reader


def photo(read: Reader, key: str | None) -> bytes:
    """The image data; empty if there is none."""
    data = read.value("SELECT bytes FROM blob WHERE sha256 = :key", key=key) if key else None
    return bytes(data) if data else b""
