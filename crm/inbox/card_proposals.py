"""The proposal of a file of cards or of a calendar: who is new, and what Enter would bring into the book."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from crm.contacts.contact import Contact
from crm.errors import FileNotRead
from crm.formats.first_bytes import as_utf8, kind_of_start
from crm.formats.read_options import Options
from crm.importing.found_cards import FilePreview, FoundCard, Preview
from crm.importing.preview import preview
from crm.inbox import proposal
from crm.inbox.arrivals import Arrival
from crm.inbox.proposal import Detail, InboxProposal
from crm.people.short_names import PersonRef, person_refs
from crm.promises.full_names import join_names
from crm.storage.reading import Reader
from crm.text.days_in_words import counted

MOST_BYTES = 5_000_000  # larger files are read by the import page, with progress
_FORMATS = {"card": "vcard", "calendar": "ics"}
_MOST_SHOWN = 4
_LONGEST_NOTE = 60


class Circumstances(NamedTuple):
    """What reading a file of cards needs besides the file."""

    read: Reader
    book_folder: Path
    today: date
    is_cancelled: Callable[[], bool]

    @property
    def options(self) -> Options:
        return Options(today=self.today, folder=self.book_folder)


def content_kind(data: bytes) -> str:
    """The kind that the content shows, whatever the name: card, calendar or text."""
    return {"vcard": "card", "ics": "calendar"}.get(kind_of_start(as_utf8(data[:65536])), "text")


def breaks_off(kind: str, data: bytes) -> bool:
    """Whether the end is missing, as while the file is still being written."""
    text = as_utf8(data).upper()
    name = b"VCARD" if kind == "card" else b"VCALENDAR"
    return text.count(b"BEGIN:" + name) > text.count(b"END:" + name)


def preview_unchanged(path: Path, sha256_of_file: str, around: Circumstances) -> Preview:
    """Raises FileNotRead if the file is no longer the one that was looked at."""
    found = preview(around.read, [path], cancelled=around.is_cancelled, options=around.options)
    if found.files[0].sha256 != sha256_of_file:
        raise FileNotRead(f"{found.files[0].name} has changed meanwhile. Look at it once more.")
    return found


def large_proposal(arrival: Arrival, kind: str, today: date) -> InboxProposal:
    """Not read here; Enter opens the preview of an import."""
    return InboxProposal(
        file=arrival.name,
        path=arrival.path,
        kind=kind,
        at=arrival.written_at(today),
        file_id=arrival.file_id(""),
        words_ids=(arrival.file_id(""),),
        enter=proposal.CHOOSE,
        title=f"{arrival.name} is large: {arrival.size / 1_000_000:,.0f} MB",
        remark="It is read by an import, which shows how far it is.",
        hint="Enter opens the preview.",
    )


def card_proposal(arrival: Arrival, kind: str, data: bytes, around: Circumstances) -> InboxProposal:
    """Raises FileNotRead for a file that holds no cards and no events."""
    digest = sha256(data).hexdigest()
    found = preview_unchanged(arrival.path, digest, around).files[0]
    if found.unreadable or found.format != _FORMATS[kind]:
        reason = found.remarks[0].reason if found.remarks else ""
        raise FileNotRead(reason or f"{arrival.name} holds no contacts and no events.")
    told = _tell_cards(around.read, found) if kind == "card" else _tell_events(around.read, found)
    return InboxProposal(
        file=arrival.name,
        path=arrival.path,
        kind=kind,
        at=arrival.written_at(around.today),
        file_id=arrival.file_id(digest),
        words_ids=(digest[:20],),
        enter=told.enter,
        title=told.title,
        details=told.details,
        remark=told.remark,
        hint=told.hint,
        sha256=digest,
    )


class _Told(NamedTuple):
    enter: str
    title: str
    details: tuple[Detail, ...] = ()
    remark: str = ""
    hint: str = ""


def _tell_cards(read: Reader, file: FilePreview) -> _Told:
    cards = {
        status: [card for card in file.found if card.status == status]
        for status in ("new", "updated", "possible", "same")
    }
    if unsure := cards["possible"]:
        names = _names([card.name for card in unsure])
        is_one = len(unsure) == 1 and unsure[0].matched_name not in ("", names)
        return _Told(
            proposal.CHOOSE,
            f"{names} may be {unsure[0].matched_name if is_one else 'in your book already'}",
            _people(read, unsure),
            "Say whether they are one person.",
            "Enter opens the preview of the import.",
        )
    news = [*cards["new"], *cards["updated"]]
    if not news:
        known = cards["same"]
        title = f"{_names([card.name for card in known])}: nothing new" if known else "Nothing new in it"
        return _Told(proposal.KNOWN, title, (), "All of it is in your book.", "Enter puts the file away.")
    return _Told(
        proposal.TAKE, _what_is_new(cards["new"], cards["updated"]), _people(read, news), _remark(file)
    )


def _what_is_new(new: list[FoundCard], updated: list[FoundCard]) -> str:
    parts = []
    if new:
        parts.append(f"{_names([card.name for card in new])} {'is' if len(new) == 1 else 'are'} new")
    if updated:
        verb = "has" if len(updated) == 1 else "have"
        parts.append(f"{_names([card.name for card in updated])} {verb} something new")
    return ", ".join(parts)


def _remark(file: FilePreview) -> str:
    if file.has_too_many:
        return "So many people come in parked: found by search, and left alone by Today."
    return f"{file.remarks[0].name or file.name}: {file.remarks[0].reason}." if file.remarks else ""


def _people(read: Reader, cards: list[FoundCard]) -> tuple[Detail, ...]:
    shown = cards[:_MOST_SHOWN]
    known = person_refs(read, [card.person for card in shown if card.person is not None and card.person > 0])
    details = []
    for card in shown:
        who = known.get(card.person or 0) or PersonRef(None, card.name)
        told = _describe_change(card) if card.status == "updated" else _describe(card.contact)
        alone = len(cards) == 1 and told
        details.append(Detail(told if alone else f"{card.name}: {told}" if told else card.name, who))
    more = len(cards) - len(shown)
    return (*details, Detail(f"and {more:,} more")) if more else tuple(details)


def _describe(contact: Contact | None) -> str:
    """ "Runs the winter fair; a phone, a mail"."""
    if contact is None:
        return ""
    role = contact.roles[0] if contact.roles else None
    work = ", ".join(part for part in (role.title, role.organization) if part) if role else ""
    note = " ".join(contact.note.split())
    lead = work or (note if len(note) <= _LONGEST_NOTE else f"{note[:_LONGEST_NOTE].rstrip()}…")
    points = (
        (contact.phones, "a phone", "phones"),
        (contact.emails, "a mail", "mails"),
        (contact.addresses, "an address", "addresses"),
    )
    has = [one if len(held) == 1 else f"{len(held)} {many}" for held, one, many in points if held]
    if contact.birthday:
        has.append("a birthday")
    return "; ".join(part for part in (lead, ", ".join(has)) if part)


def _describe_change(card: FoundCard) -> str:
    extra = card.difference.extra if card.difference is not None else None
    return _describe(extra) if extra is not None else ""


def _tell_events(read: Reader, file: FilePreview) -> _Told:
    meetings = [one for card in file.found for one in card.meetings if one.change != "same"]
    if not meetings:
        return _tell_no_meeting(file)
    ids = [person for one in meetings for person in one.people if person > 0]
    known = person_refs(read, ids)
    details = [
        Detail(
            f"{one.what or one.kind.capitalize()}, {one.on.day} {one.on:%B}: {_names(list(one.names))}",
            known.get(one.people[0]) if one.people else None,
        )
        for one in meetings[:_MOST_SHOWN]
    ]
    more = len(meetings) - len(details)
    past = sum(one.state == "proposed" for one in meetings)
    planned = sum(one.state == "planned" for one in meetings)
    parts = [
        *([f"{counted(past, 'past meeting')}, asked about one by one"] if past else []),
        *([f"{counted(planned, 'meeting')} ahead"] if planned else []),
    ]
    title = "; ".join(parts) or f"{counted(len(meetings), 'change')} to meetings"
    rest = (Detail(f"and {more:,} more"),) if more > 0 else ()
    return _Told(proposal.TAKE, title, (*details, *rest), _remark(file))


def _tell_no_meeting(file: FilePreview) -> _Told:
    with_strangers = [card for card in file.found if card.strangers]
    if with_strangers:
        names = list(dict.fromkeys(name for card in with_strangers for name in card.strangers))
        is_one = len(with_strangers) == 1 and with_strangers[0].name
        what = f"“{with_strangers[0].name}”" if is_one else counted(len(with_strangers), "event")
        return _Told(
            proposal.CHOOSE,
            f"{what}: nobody invited is in your book",
            tuple(Detail(name, PersonRef(None, name)) for name in names[:_MOST_SHOWN])
            + ((Detail(f"and {len(names) - _MOST_SHOWN:,} more"),) if len(names) > _MOST_SHOWN else ()),
            "Say whether they should be.",
            "Enter opens the preview of the import.",
        )
    if any(card.status == "same" for card in file.found):
        return _Told(proposal.KNOWN, "No meeting in it is new", (), "", "Enter puts the file away.")
    return _Told(
        proposal.KNOWN,
        "No event in it is with someone of your book",
        (),
        "Only events with people come in.",
        "Enter puts the file away.",
    )


def _names(names: list[str]) -> str:
    if len(names) > _MOST_SHOWN:
        return f"{len(names):,} people"
    return join_names(names)
