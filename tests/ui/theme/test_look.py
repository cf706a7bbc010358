"""Theme and text size: one state, one signal each, everything derived from it."""

import subprocess
import sys

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit

from resources import FOLDER
from ui.theme import avatars, saved_look
from ui.theme.icons import icon_pixmap
from ui.theme.look import look


def test_switching_to_dark_changes_palette_stylesheet_and_icons_at_once(looked: QApplication, qtbot) -> None:
    before = icon_pixmap("check").toImage()
    with qtbot.waitSignal(look.theme_changed):
        look.set_theme("dark")
    assert looked.palette().color(QPalette.ColorRole.Window).name() == look.tokens.window == "#171614"
    assert look.tokens.surface in looked.styleSheet()
    assert icon_pixmap("check").toImage() != before


def test_an_unknown_theme_is_not_taken(looked: QApplication) -> None:
    look.set_theme("neon")
    assert look.theme == "light"


@pytest.mark.parametrize(("asked", "kept"), [(200, 200), (80, 80), (500, 200), (10, 80)])
def test_text_size_scales_every_length_within_its_bounds(looked: QApplication, asked: int, kept: int) -> None:
    look.set_percent(asked)
    assert look.percent == kept
    assert look.px(16) == round(16 * kept / 100)
    assert look.font("body").pixelSize() == round(14 * kept / 100)
    assert look.px(1) == 1, "a hairline stays one pixel"


def test_the_fonts_come_with_the_program(looked: QApplication) -> None:
    assert "Inter" in QFontDatabase.families()
    assert {"Regular", "Medium", "SemiBold", "Bold"} <= {
        style.replace(" ", "") for style in QFontDatabase.styles("Inter")
    }
    assert looked.font().family() == "Inter"


def test_every_icon_can_be_drawn(looked: QApplication) -> None:
    names = [file.stem for file in (FOLDER / "icons").glob("*.svg")]
    assert names
    for name in names:
        image = icon_pixmap(name, "text", 18, 2.0).toImage()
        assert image.width() == 36
        assert any(image.pixelColor(x, y).alpha() for x in range(36) for y in range(36)), name


def test_an_avatar_keeps_its_colour_in_every_process() -> None:
    code = "from ui.theme.avatars import tint_index; print(tint_index('4f1c-ana'))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(told.stdout) == avatars.tint_index("4f1c-ana")
    assert len({avatars.tint_index(f"uid {number}") for number in range(200)}) == 10


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Ruiz", "AR"),
        ("Ana Maria de la Ruiz", "AR"),
        ("Ana", "A"),
        ("", "?"),
        ("élise ørsted", "ÉØ"),
        ("— X", "X"),
    ],
)
def test_initials_are_first_and_last(name: str, letters: str) -> None:
    assert avatars.initials(name) == letters


def test_how_the_window_looked_is_remembered_beside_the_book(looked: QApplication, tmp_path) -> None:
    assert saved_look.load_look(tmp_path) == ("system", 100)
    look.set_theme("dark")
    look.set_percent(125)
    saved_look.save_look(tmp_path)
    assert saved_look.load_look(tmp_path) == ("dark", 125)
    assert (tmp_path / saved_look.FILE_NAME).stat().st_mode & 0o777 == 0o600
    (tmp_path / saved_look.FILE_NAME).write_text("{broken")
    assert saved_look.load_look(tmp_path) == ("system", 100)


def test_what_a_field_completes_from_stands_on_a_ground_of_its_own(looked: QApplication, qtbot) -> None:
    look.set_theme("dark")
    field = QLineEdit()
    field.setCompleter(QCompleter(["contacts.vcf", "cows.vcf"], field))
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "co")
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    picture = popup.grab().toImage()
    assert picture.pixelColor(picture.width() - 4, picture.height() - 4) == QColor(look.tokens.raised)
    popup.hide()


@pytest.mark.parametrize(("ground", "is_dark"), [("#202020", True), ("#f0f0f0", False)])
def test_the_systems_own_colours_tell_whether_it_is_dark(
    looked: QApplication, ground: str, is_dark: bool
) -> None:
    """Where the system has no word for it, as here, they keep the last word after the first paint too."""
    looked.setPalette(QPalette(QColor(ground)))
    look.start(looked, "system")
    assert look.tokens.is_dark == is_dark
    look.follow_system()
    assert look.tokens.is_dark == is_dark
    look.set_theme("light")
    assert not look.tokens.is_dark
