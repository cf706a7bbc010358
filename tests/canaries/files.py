"""The files that the journeys bring in, with canaries in names and contents."""

import zipfile
from pathlib import Path

from tests.calendars import APPLE
from tests.canaries.planting import Planted
from tests.cards import PIXEL
from tests.ui.importing.files import card

LARGE = 3 << 20  # bytes: enough for a second process to read a part of it


def write_files(folder: Path, said: Planted) -> dict[str, Path]:
    """By the place whose canary their names hold."""
    folder.mkdir(parents=True)
    name = said["name on a card"]
    good = card(f"Hana {name}", "EMAIL:hana@abe.example", f"X-ODD:{said['unknown property']}")
    broken = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN;;=:{said['broken line']}\r\nBDAY:{said['broken line']}\r\nEND:VCARD\r\n"
    table = f"Name,E-mail,Notes\r\nPaula Park,paula@park.example,{said['cell']}\r\n,,{said['cell']}\r\n"
    calendar = APPLE.format(events=_event(said["title of an event"]))
    many = "".join(card(f"Person{n} Family{n}", "NOTE:" + "x" * 900) for n in range(LARGE // 1000))
    contents = {
        "cards file": ("vcf", good),
        "broken cards file": ("vcf", good + broken + f"{said['broken line']}\r\nBEGIN:VCARD\r\n"),
        "large cards file": ("vcf", many),
        "table file": ("csv", table),
        "calendar file": ("ics", calendar),
        "watched calendar": ("ics", calendar.replace("UID:1", "UID:2")),
        "no backup": ("db", f"no backup at all {said['no backup']}"),
        "photo file": ("png", PIXEL.decode("latin-1")),
    }
    made = {}
    for place, (ending, text) in contents.items():
        made[place] = folder / f"{said[place]}.{ending}"
        made[place].write_text(text, encoding="latin-1", newline="")
    made["zip file"] = folder / f"{said['zip file']}.zip"
    with zipfile.ZipFile(made["zip file"], "w") as zipped:
        zipped.writestr(f"{said['member of a zip']}.vcf", card("Zoe Hart"))
    return made


def _event(title: str) -> str:
    lines = (
        "BEGIN:VEVENT",
        "UID:1",
        "DTSTART:20261110T090000Z",
        f"SUMMARY:{title} with Ana Ruiz",
        "END:VEVENT",
        "",
    )
    return "\r\n".join(lines)
