"""Photos of an import that are waiting to be written to the book."""

import sqlite3
from collections.abc import Callable

from crm.formats.import_record import PhotoRow

_INTERVAL = 10  # photos between two progress reports
_INSERT = "INSERT INTO blob(sha256, media_type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"


class PendingPhotos:
    """Equal photos are written once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._photos: dict[str, PhotoRow] = {}

    def add(self, photo: PhotoRow | None) -> str | None:
        """Returns the hash, by which the person refers to the photo."""
        if photo is None:
            return None
        self._photos[photo.sha256] = photo
        return photo.sha256

    def write(self, on_progress: Callable[[], None] = lambda: None) -> None:
        for number, photo in enumerate(self._photos.values()):
            if number % _INTERVAL == 0:
                on_progress()
            self._connection.execute(_INSERT, photo)
        self._photos.clear()
