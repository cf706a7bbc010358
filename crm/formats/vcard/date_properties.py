"""Days of a card: birthday, anniversary, the day of a death, and dates that have nothing but a label to say what they are."""

from crm.formats.vcard.card_builder import Card, LabelledDate
from crm.formats.vcard.decoding import unescape
from crm.formats.vcard.labels import plain_label
from crm.formats.vcard.property_headers import Head
from crm.text import date_formats
from crm.text.date_lines import ANDROID_KINDS, UNKNOWN

ANNIVERSARIES = (
    "ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-KADDRESSBOOK-X-ANNIVERSARY", "X-MS-ANNIVERSARY",
)  # fmt: skip
DEATHS = (
    "DEATHDATE", "X-DEATHDATE", "X-DEATH-DATE", "X-DATE-OF-DEATH", "X-DATEOFDEATH", "X-DEATH", "X-DIED", "X-DECEASED",
    "DDAY", "X-DDAY", "X-EVOLUTION-DEATHDATE", "X-KADDRESSBOOK-X-DEATHDATE",
)  # fmt: skip
_SHOWN = 40  # letters of a value that is no date
_SAID, _NOT_SAID = ("yes", "true", "y", "1"), ("", "no", "false", "n", "0")


def birthday(card: Card, head: Head, value: str, line: str) -> None:
    day = _day(card, head, value, line, "birthday")
    if day and card.contact.birthday not in (None, day):
        card.keep(line)
    elif day:
        card.contact.birthday = day


def anniversary(card: Card, head: Head, value: str, line: str) -> None:
    if day := _day(card, head, value, line, "anniversary"):
        card.date("anniversary", day)


def death(card: Card, head: Head, value: str, line: str) -> None:
    """Whatever says that somebody died, and be it a year or words: from then on nobody is reminded of them."""
    said = " ".join(unescape(value).strip(" \t\n;,").split())
    if said.lower() in _NOT_SAID:
        return
    known = (
        None
        if date_formats.is_ambiguous(said)
        else date_formats.parse_date(said) or date_formats.parse_month_or_year(said)
    )
    known = known or (UNKNOWN if said.lower() in _SAID else None)
    if known is None and not _is_text(head):
        _remark(card, "day of death", said)
    card.death(known or said)


def labelled(card: Card, head: Head, value: str, line: str) -> None:
    """X-ABDATE, whose label stands in a line of its own, maybe further down."""
    if not value.strip():
        return
    label = plain_label(head.parameters.get("X-LABEL", "")) or head.label
    if day := _day(card, head, value, line, "date"):
        card.dates.append(LabelledDate(head.group, label, day))
    elif date_formats.is_blank_date(unescape(value).strip(" \t\n;,")):
        card.keep(line)  # signs that say nothing here may say something elsewhere


def android_event(card: Card, value: str, number: str, label: str, line: str) -> None:
    """As it came where its day is written as ours are, since Android reads no other line for one."""
    if day := _day(card, Head("X-ANDROID-CUSTOM"), value, line, "date"):
        card.date(ANDROID_KINDS.get(number, label), day, line if value == day else "")


def _day(card: Card, head: Head, value: str, line: str, what: str) -> str | None:
    """None where it is empty, or no whole day: then the line is kept as it is, and that is remarked."""
    said = unescape(value).strip(" \t\n;,")
    if date_formats.is_blank_date(said):
        return None
    is_open = date_formats.is_ambiguous(said)
    day = date_formats.parse_iso_date(said, head.parameters.get("X-APPLE-OMIT-YEAR")) or (
        None if is_open else date_formats.parse_date(said)
    )
    if day is None:
        card.keep(line)
        if not _is_text(head):
            _remark(card, what, said, "may have day or month first" if is_open else "is no whole date")
    return day


def _is_text(head: Head) -> bool:
    return head.parameters.get("VALUE", "").lower() == "text"


def _remark(card: Card, what: str, said: str, fault: str = "is no whole date") -> None:
    card.problems.append((card.index, f"the {what} {said[:_SHOWN]} {fault}; kept as it is"))
