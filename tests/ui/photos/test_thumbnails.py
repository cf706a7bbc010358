"""A photo is decoded elsewhere, small; what is no picture, too large or too slow leaves the initials where they were."""

import random
import sys
import threading
from base64 import b64decode
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPixmap

from tests.cards import PIXEL
from ui import background
from ui.photos import decoder as decoders
from ui.photos.decoder import Decoder
from ui.photos.protocol import LARGEST_SIDE
from ui.photos.thumbnails import Thumbnails
from ui.widgets.avatar import Avatar

GIF = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
PATIENT_S = 60.0  # this machine may be busy with other things


@pytest.fixture
def decoder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Decoder]:
    monkeypatch.setattr(decoders, "LONGEST_S", PATIENT_S)
    monkeypatch.setattr(decoders, "_START_S", PATIENT_S)
    made = Decoder()
    yield made
    made.close()


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(buffer.data().data())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_large_picture_comes_back_small(decoder: Decoder, kind: str) -> None:
    points = decoder.decode(picture(1500, 300, kind))
    assert points is not None
    width, height, data = points
    assert (width, height, len(data)) == (LARGEST_SIDE, 102, LARGEST_SIDE * 102 * 4)
    assert max(abs(a - b) for a, b in zip(data[:4], (0x33, 0x66, 0x99, 0xFF), strict=True)) < 4


def test_what_is_no_picture_of_a_kind_taken_here_is_none(decoder: Decoder) -> None:
    bomb = PIXEL[:16] + (7900).to_bytes(4, "big") * 2 + PIXEL[24:]
    for data in (b"", b"no picture", picture(4, 4, "BMP"), b"<svg/>", PIXEL[:40], bomb, bytes(11 << 20)):
        assert decoder.decode(data) is None
    assert decoder.decode(PIXEL) == (1, 1, bytes(4))
    assert decoder.decode(GIF) is not None


def test_a_picture_that_takes_too_long_costs_its_process_alone(
    decoder: Decoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = "import sys, time; sys.stdout.buffer.write(b'!'); sys.stdout.flush(); time.sleep(600)"
    with monkeypatch.context() as patched:
        patched.setattr(decoders, "child_command", lambda _child: [sys.executable, "-c", slow])
        patched.setattr(decoders, "LONGEST_S", 0.05)
        assert decoder.decode(PIXEL) is None
    assert decoder.decode(PIXEL) is not None


def test_a_process_that_dies_is_begun_again(decoder: Decoder) -> None:
    assert decoder.decode(PIXEL) is not None
    assert decoder._child is not None
    decoder._child.kill()
    decoder._child.wait()
    assert decoder.decode(PIXEL) is not None


def test_the_process_has_a_ceiling_on_its_memory(decoder: Decoder) -> None:
    resource = pytest.importorskip("resource")
    assert decoder.decode(PIXEL) is not None
    assert decoder._child is not None
    limit, _ = resource.prlimit(decoder._child.pid, resource.RLIMIT_AS)
    assert 0 < limit < 2 << 30


def test_initials_stand_there_until_the_photo_has_come(
    looked, qtbot, decoder: Decoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[threading.Thread] = []

    def later(job, then, failed) -> None:
        jobs.append(threading.Thread(target=background.run_synchronously, args=(job, then, failed)))

    monkeypatch.setattr(background, "runner", later)
    made = Thumbnails()
    monkeypatch.setattr(made, "_decoder", decoder)
    monkeypatch.setattr("ui.widgets.avatar.thumbnails", made)
    avatar = Avatar("Ana Ruiz", "u1", 64)
    qtbot.addWidget(avatar)
    initials = _seen(avatar)
    avatar.show_person("Ana Ruiz", "u1", picture(600, 600))
    assert _seen(avatar) == initials
    assert _seen(avatar) == initials
    (job,) = jobs  # asked for once, however often it is painted
    job.run()
    shown = _seen(avatar)
    assert shown != initials
    assert abs(shown.pixelColor(32, 32).blue() - 0x99) < 4
    avatar.show_person("Ana Ruiz", "u1", b"no picture at all")
    jobs[-1].run() if len(jobs) > 1 else None
    assert _seen(avatar) == initials


def test_the_process_ends_when_idle_also_where_another_thread_loaded_the_module(
    looked, qtbot, decoder: Decoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Thumbnails] = []
    loading = threading.Thread(target=lambda: made.append(Thumbnails()))
    loading.start()
    loading.join()
    (thumbnails,) = made
    monkeypatch.setattr(thumbnails, "_decoder", decoder)
    monkeypatch.setattr(background, "runner", background.run_synchronously)
    thumbnails._idle.timeout.connect(decoder.close)
    thumbnails._idle.setInterval(0)
    thumbnails.of(PIXEL)
    qtbot.waitUntil(lambda: decoder._child is None)
    assert thumbnails.of(PIXEL) is not None


def test_damaged_pictures_neither_end_nor_hang_anything(decoder: Decoder) -> None:
    """A short share of what `make endure` tries."""
    pick = random.Random(20261121)
    good = [picture(40, 30, kind) for kind in ("PNG", "JPEG", "WEBP")] + [GIF]
    for number in range(60):
        decoder.decode(damaged(pick, good[number % 4]))
    assert decoder.decode(good[0]) is not None


def damaged(pick: random.Random, data: bytes) -> bytes:
    body = bytearray(data)
    for _ in range(pick.randint(1, 3)):
        at = pick.randrange(len(body))
        kind = pick.randrange(4)
        if kind == 0:
            body[at] = pick.randrange(256)
        elif kind == 1:
            del body[at : at + pick.randint(1, 20)]
        elif kind == 2:
            body[at:at] = pick.randbytes(pick.randint(1, 20))
        else:
            body[at : at + 4] = pick.choice((b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff"))
        if not body:
            return data
    return bytes(body)


def _seen(avatar: Avatar) -> QImage:
    pixmap: QPixmap = avatar.grab()
    return pixmap.toImage()
