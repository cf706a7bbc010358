"""The canaries: a random word for each place a user's words go to. Where a place has none, a common word stands."""

import random
import string
from collections.abc import Iterable

IN_NAMES = (
    "full name",
    "nickname",
    "organisation",
    "name of the owner",
    "tag",
    "someone logged",
    "place logged",
)
IN_TEXTS = (
    "note", "how they met", "blurb", "topic", "promise", "draft", "ask", "log refused", "log from standard input",
    "done", "text never logged",
)  # fmt: skip
IN_ADDRESSES = ("email", "street", "link", "messenger")
IN_FILE_NAMES = (
    "home folder", "data folder", "folder of files", "cards file", "broken cards file", "large cards file", "table file",
    "calendar file", "zip file", "member of a zip", "export", "markdown folder", "backup", "no backup", "missing file",
    "watched calendar", "photo file",
)  # fmt: skip
IN_CONTENTS = (
    "name on a card",
    "broken line",
    "unknown property",
    "cell",
    "title of an event",
    "pasted card",
)
IN_SEARCHES = ("find", "box", "people filter", "no such person")
IN_FAULTS = ("text of a fault",)
PLACES = IN_NAMES + IN_TEXTS + IN_ADDRESSES + IN_FILE_NAMES + IN_CONTENTS + IN_SEARCHES + IN_FAULTS
FAULTS_TEXT = "text of a fault"
Planted = dict[str, str]


def plant(seed: int, places: Iterable[str] = PLACES) -> Planted:
    """A capital and eleven letters each: no word of any language, program or file system holds one by chance."""
    chance, wanted = random.Random(seed), set(places)
    return {place: _word(chance) if place in wanted else _common(place) for place in PLACES}


def canaries(planted: Planted) -> dict[str, str]:
    return {place: word for place, word in planted.items() if word != _common(place)}


def _word(chance: random.Random) -> str:
    return "Qx" + "".join(chance.choices(string.ascii_lowercase, k=10))


def _common(place: str) -> str:
    return "Plain" + "".join(letter for letter in place if letter.isalpha())


def fault_texts(word: str) -> list[Exception]:
    """One of each kind whose words or fields hold what the code was working on."""
    return [
        KeyError(word),
        ValueError(f"cannot use {word}"),
        OSError(5, "Input/output error", f"/home/{word}/cards.vcf"),
        UnicodeDecodeError(
            "utf-8", f"{word}\xff".encode("latin-1"), len(word), len(word) + 1, "invalid start byte"
        ),
    ]
