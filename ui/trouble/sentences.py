"""Sentences of the trouble pages: headlines, dates of backups, newer content, and the report."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from crm.storage.backups.backup import Backup
from crm.text import days_in_words
from crm.trouble.damaged_kinds import OF_THE_FILE, Group
from crm.trouble.survey import Newer, RepairOffer, Survey
from crm.version import VERSION
from ui.counts_and_days import format_count

LOOKING = "Something in your book is damaged"
_CAUSE = "This happens when a disk ages or a copy breaks off; you did nothing wrong."
_NOON, _EVENING = 12, 18


def headline(survey: Survey) -> str:
    """ "Three notes in your book are damaged"."""
    if survey.hindered:
        return LOOKING
    if not survey.groups:
        return "Your book cannot be read"
    damaged = [group for group in survey.groups if group.damaged and group.title != OF_THE_FILE]
    if not damaged:
        return (
            "The file of your book is damaged" if survey.findings else "Nothing in your book is damaged now"
        )
    total = sum(group.damaged for group in damaged)
    if len(damaged) > 2:
        return f"{_number(total)} things in your book are damaged"
    what = " and ".join(_counted(group) for group in damaged)
    return f"{what[0].upper()}{what[1:]} in your book {'is' if total == 1 else 'are'} damaged"


def lead(survey: Survey) -> str:
    if survey.hindered:
        return f"It could not be looked at more closely. {survey.hindered}"
    if not survey.groups:
        return f"The file is there, but what it holds can no longer be read as a book. {_CAUSE}"
    if not survey.findings:
        return "Every row was compared once more, and all are as you left them. The book can be opened."
    rest = (
        "Everything else was compared and is as you left it."
        if survey.is_wholly_compared
        else "The rest was compared as far as it can be read."
    )
    return f"What the disk holds there is no longer what you wrote. {_CAUSE} {rest}"


def seen(how: str, at: datetime) -> str:
    """`how`: "while opening the book"."""
    return f"Goodturn saw it {how} at {at:%H:%M}, and has changed nothing."


def moment_of(backup: Backup, today: date) -> str:
    """ "this morning, 08:12", "yesterday, 18:04", "2 October, 18:04"."""
    at = backup.at
    if at.date() != today:
        return f"{days_in_words.named(at.date(), today)}, {at:%H:%M}"
    part = "morning" if at.hour < _NOON else "afternoon" if at.hour < _EVENING else "evening"
    return f"this {part}, {at:%H:%M}"


def held_by(backup: Backup) -> str:
    """ "412 people, 1,204 meetings, 96 promises"."""
    return ", ".join(
        (
            format_count(backup.people, "person", "people"),
            format_count(backup.meetings, "meeting", "meetings"),
            format_count(backup.promises, "promise", "promises"),
        )
    )


def newer_than_it(newer: Newer | None, zone: tzinfo | None) -> str:
    """What the book has that the backup has not, and that it is added again; "" if unknown."""
    if newer is None:
        return ""
    if not newer.steps:
        return "Nothing in your book is newer."
    last, number = newer.steps[-1], len(newer.steps)
    named = f"“{last.label}” at {last.at.astimezone(zone):%H:%M}"
    begun = (
        f"One thing is newer, {named}"
        if number == 1
        else f"{_number(number, True)} things are newer, the last {named}"
    )
    if newer.left:
        lost = (
            newer.left[0] if len(newer.left) == 1 else f"{_number(len(newer.left))} things that are damaged"
        )
        return f"{begun}; what can be read is added again, all but {lost}."
    return f"{begun}; {'it can be read and is' if number == 1 else 'all can be read and are'} added again."


def proof(offer: RepairOffer, today: date) -> str:
    """Why the damage can be repaired."""
    everything = {1: "it", 2: "both"}.get(offer.repaired, f"all {_number(offer.repaired)}")
    what = everything if not offer.left else f"{_number(offer.repaired)} of them"
    if not offer.needs_backup:
        rest = (
            f" {_number(offer.left, True)} {'stays' if offer.left == 1 else 'stay'} damaged."
            if offer.left
            else ""
        )
        sentence = "What is damaged holds nothing of yours: it is worked out anew from your people and notes."
        return f"{sentence} Nothing you wrote changes.{rest}"
    holder = (
        f"The backup of {moment_of(offer.backup, today)} provably holds"
        if offer.backup is not None
        else "Your backups provably hold"
    )
    if offer.left:
        after = f"{_number(offer.left, True)} {'stays' if offer.left == 1 else 'stay'} as it is now."
        return f"{holder} {what} as you wrote them; nothing else changes. {after}"
    as_written = "as you wrote it" if offer.repaired == 1 else "as you wrote them"
    return f"{holder} {what} {as_written}. Nothing else changes, and what is newer stays."


def as_report(survey: Survey, when: str) -> str:
    """The text of the page and nothing else."""
    lines = [headline(survey), when, ""]
    lines += [
        f"{group.title}: {describe_group(group)} ({share(group)})".replace(" ()", "")
        for group in survey.groups
    ]
    lines += [one.sentence for one in survey.findings if not survey.groups]
    return "\n".join([*lines, "", f"Goodturn {VERSION}"])


def describe_group(group: Group) -> str:
    return "; ".join(group.words) or ("as you left them" if not group.damaged else "damaged")


def share(group: Group) -> str:
    """ "3 of 3,118", "all 412"; "" if there is no count."""
    if group.total is None:
        return ""
    if group.damaged:
        return f"{group.damaged:,} of {max(group.total, group.damaged):,}"
    return f"all {group.total:,}" if group.total else "none"


def listed(names: Sequence[str]) -> str:
    """ "one, two and three"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _counted(group: Group) -> str:
    return f"{_number(group.damaged)} {group.noun[0 if group.damaged == 1 else 1]}"


def _number(count: int, begins: bool = False) -> str:
    words = days_in_words.number(count) if count < 13 else f"{count:,}"
    return words.capitalize() if begins else words
