"""Five thousand damaged pictures: the window's own process never decodes one, and none takes long."""

import random

import pytest

from tests.cards import PIXEL
from tests.ui.photos.test_thumbnails import GIF, damaged, picture
from ui.photos import decoder as decoders
from ui.photos.decoder import Decoder

PICTURES = 5000
pytestmark = pytest.mark.endure


def test_five_thousand_damaged_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoders, "_START_S", 120.0)
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    pick = random.Random(seed)
    good = [picture(pick.randint(1, 300), pick.randint(1, 300), kind) for kind in ("PNG", "JPEG", "WEBP")]
    good.append(GIF)
    decoder = Decoder()
    begun: set[int] = set()
    shown = 0
    for number in range(PICTURES):
        shown += decoder.decode(damaged(pick, good[number % 4])) is not None
        if decoder._child is not None:
            begun.add(decoder._child.pid)
    print(f"{shown} of {PICTURES} could still be shown; {len(begun)} processes")
    assert 0 < shown < PICTURES
    assert decoder.decode(PIXEL) is not None
    decoder.close()
