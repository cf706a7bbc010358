"""Fonts, icons and other files that ship with the program; `FOLDER` is where they lie."""

from pathlib import Path

FOLDER = Path(__file__).parent
