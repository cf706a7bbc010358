"""Thumbnails of photos, decoded once each: requested while painting, available later. Until then initials are
shown."""

from collections import OrderedDict

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QImage

from ui.background import run_in_background
from ui.photos.decoder import Decoder, Points

_MAX_CACHED = 300
_IDLE_MS = 20_000  # then the decoding process is ended


class Thumbnails(QObject):
    """Lives in the window's thread. Nothing is cached on disk: a face would outlive its book."""

    loaded = Signal()  # a thumbnail is available, or known to be no image

    def __init__(self) -> None:
        super().__init__()
        self._decoder = Decoder()
        self._made: OrderedDict[int, QImage] = OrderedDict()
        self._awaited: set[int] = set()
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._decoder.close)
        if (application := QCoreApplication.instance()) is not None:
            self.moveToThread(application.thread())  # the module may have been used by a former application

    def of(self, photo: bytes) -> QImage | None:
        """None while it is not available; a null image if the bytes are no image."""
        if not photo:
            return None
        key = hash(photo)
        made = self._made.get(key)
        if made is not None:
            self._made.move_to_end(key)
        elif key not in self._awaited:
            self._awaited.add(key)
            run_in_background(
                lambda: (key, self._decoder.decode(photo)), self._on_decoded, lambda fault: self._give_up(key)
            )
        return self._made.get(key)

    def _on_decoded(self, result: tuple[int, Points | None]) -> None:
        key, points = result
        self._keep(key, QImage() if points is None else _image(*points))

    def _give_up(self, key: int) -> None:
        self._keep(key, QImage())

    def _keep(self, key: int, image: QImage) -> None:
        self._awaited.discard(key)
        self._made[key] = image
        while len(self._made) > _MAX_CACHED:
            self._made.popitem(last=False)
        self._idle.start()
        self.loaded.emit()


def _image(width: int, height: int, points: bytes) -> QImage:
    # Copied, as a QImage does not keep Python's bytes alive.
    return QImage(points, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()


thumbnails = Thumbnails()
