"""The bytes of a person's photo; they lie in a table of their own, once for everyone who shares one."""

from crm.storage.reading import Reader


def photo(read: Reader, key: str | None) -> bytes:
    """Nothing where there is none."""
    data = read.value("SELECT bytes FROM blob WHERE sha256 = :key", key=key) if key else None
    return bytes(data) if data else b""
