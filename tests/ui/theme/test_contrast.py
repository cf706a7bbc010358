"""Every pair of colours that text or a control's edge stands on can be read: computed from the tokens."""

import pytest

from ui.theme.avatars import AVATARS_DARK, AVATARS_LIGHT
from ui.theme.stylesheet import chip_colors
from ui.theme.tokens import DARK, LIGHT, Tokens

GROUNDS = ("window", "sidebar", "surface", "raised", "hover", "selected")
TEXTS = ("text", "text2", "text3", "link", "accent")
TONES = ("plain", "good", "warn", "danger", "ok", "info")
both = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@both
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_on_every_ground(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@both
def test_text_on_buttons_and_the_toast_can_be_read(tokens: Tokens) -> None:
    pairs = (
        (tokens.accent_text, tokens.accent),
        (tokens.accent_text, tokens.accent_hover),
        (tokens.toast_text, tokens.toast),
        (tokens.toast_accent, tokens.toast),
        (tokens.text, tokens.warn_bg),
        (tokens.text3, tokens.warn_bg),
        (tokens.danger, tokens.surface),
    )
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@both
@pytest.mark.parametrize("tone", TONES)
def test_chips_can_be_read(tokens: Tokens, tone: str) -> None:
    ground, ink = chip_colors(tokens, tone)
    assert contrast(ink, ground) >= 4.5


@both
@pytest.mark.parametrize("edge", ["border_strong", "accent"])
@pytest.mark.parametrize("ground", ["window", "sidebar", "surface", "raised", "hover"])
def test_edges_of_controls_and_focus_rings_can_be_seen(tokens: Tokens, edge: str, ground: str) -> None:
    assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("tints", [AVATARS_LIGHT, AVATARS_DARK], ids=["light", "dark"])
def test_initials_can_be_read(tints: tuple[tuple[str, str], ...]) -> None:
    assert len(tints) == 10
    assert [pair for pair in tints if contrast(*pair) < 6.5] == []


def test_both_themes_name_every_colour() -> None:
    for one in Tokens._fields:
        for tokens in (LIGHT, DARK):
            value = getattr(tokens, one)
            assert value in (True, False) or (value.startswith("#") and len(value) == 7)
