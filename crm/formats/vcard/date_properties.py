"""Date properties: birthday, anniversary, day of death, and dates identified by a label."""

from crm.formats.vcard.card_builder import CardBuilder, LabelledDate
from crm.formats.vcard.decoding import unescape
from crm.formats.vcard.labels import plain_label
from crm.formats.vcard.property_headers import PropertyHeader
from crm.text import date_formats
from crm.text.date_lines import ANDROID_KINDS, UNKNOWN

ANNIVERSARIES = (
    "ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-KADDRESSBOOK-X-ANNIVERSARY", "X-MS-ANNIVERSARY",
)  # fmt: skip
DEATHS = (
    "DEATHDATE", "X-DEATHDATE", "X-DEATH-DATE", "X-DATE-OF-DEATH", "X-DATEOFDEATH", "X-DEATH", "X-DIED", "X-DECEASED",
    "DDAY", "X-DDAY", "X-EVOLUTION-DEATHDATE", "X-KADDRESSBOOK-X-DEATHDATE",
)  # fmt: skip
_MAX_SHOWN = 40  # characters of an invalid value in a remark
_YES, _NO = ("yes", "true", "y", "1"), ("", "no", "false", "n", "0")


def birthday(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    day = _day(card, header, value, line, "birthday")
    if day and card.contact.birthday not in (None, day):
        card.keep(line)
    elif day:
        card.contact.birthday = day


def anniversary(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    if day := _day(card, header, value, line, "anniversary"):
        card.date("anniversary", day)


def death(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    """Any statement of a death, even a year or free text: it stops all reminders about the person."""
    text = " ".join(unescape(value).strip(" \t\n;,").split())
    if text.lower() in _NO:
        return
    parsed = (
        None
        if date_formats.is_ambiguous(text)
        else date_formats.parse_date(text) or date_formats.parse_month_or_year(text)
    )
    parsed = parsed or (UNKNOWN if text.lower() in _YES else None)
    if parsed is None and not _is_text(header):
        _remark(card, "day of death", text)
    card.death(parsed or text)


def labelled_date(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    """X-ABDATE; its label is in a separate line of the same group, possibly further down."""
    if not value.strip():
        return
    label = plain_label(header.parameters.get("X-LABEL", "")) or header.label
    if day := _day(card, header, value, line, "date"):
        card.dates.append(LabelledDate(header.group, label, day))
    elif date_formats.is_blank_date(unescape(value).strip(" \t\n;,")):
        card.keep(line)  # punctuation only: meaningless here, but kept for other programs


def android_event(card: CardBuilder, value: str, number: str, label: str, line: str) -> None:
    """Kept unchanged if the date is in ISO form: Android reads no other property for events."""
    if day := _day(card, PropertyHeader("X-ANDROID-CUSTOM"), value, line, "date"):
        card.date(ANDROID_KINDS.get(number, label), day, line if value == day else "")


def _day(card: CardBuilder, header: PropertyHeader, value: str, line: str, what: str) -> str | None:
    """The normalised date; None if it is empty or incomplete, in which case the line is kept and a remark is made."""
    text = unescape(value).strip(" \t\n;,")
    if date_formats.is_blank_date(text):
        return None
    is_ambiguous = date_formats.is_ambiguous(text)
    day = date_formats.parse_iso_date(text, header.parameters.get("X-APPLE-OMIT-YEAR")) or (
        None if is_ambiguous else date_formats.parse_date(text)
    )
    if day is None:
        card.keep(line)
        if not _is_text(header):
            _remark(card, what, text, "may have day or month first" if is_ambiguous else "is no whole date")
    return day


def _is_text(header: PropertyHeader) -> bool:
    return header.parameters.get("VALUE", "").lower() == "text"


def _remark(card: CardBuilder, what: str, text: str, fault: str = "is no whole date") -> None:
    card.problems.append((card.index, f"the {what} {text[:_MAX_SHOWN]} {fault}; kept as it is"))
