"""Reads an exported calendar back with the program's own reader."""

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from crm.errors import NotAsWritten
from crm.formats.calendar.components import Component, split_components
from crm.formats.calendar.entry import Entry
from crm.formats.calendar.properties import properties
from crm.formats.vcard.blocks import blocks
from crm.formats.visible_text import without_blanks


def read_back(path: Path, entries: Sequence[Entry]) -> None:
    """Check that every entry is there, in order, with its day and texts. Raises NotAsWritten."""
    with path.open("rb") as stream:
        events = (piece for piece in split_components(blocks(stream)) if piece.name == "VEVENT")
        for entry, event in zip_longest(entries, events):
            if entry is None or event is None:
                raise NotAsWritten("it does not hold as many entries as were written")
            _compare(entry, event)


def _compare(entry: Entry, event: Component) -> None:
    found = {one.name: one.text for one in properties(event.data())}
    wanted = {"UID": entry.uid, "SUMMARY": entry.title, "DESCRIPTION": entry.words, "LOCATION": entry.place}
    if entry.at is None:
        wanted["DTSTART"] = f"{entry.on:%Y%m%d}"
    is_same = all(_bare(found.get(name, "")) == _bare(value) for name, value in wanted.items())
    if not (is_same and event.closed and found.get("DTSTART")):
        raise NotAsWritten(f"“{entry.title}” is not what was written")


def _bare(text: str) -> str:
    return without_blanks(text).replace("\ufffd", "")
