"""Encodes in `meeting.source_uid` the calendar event of a meeting, its revision, and a digest of its last known values."""

from hashlib import blake2b
from typing import NamedTuple

from crm.meetings.event_revisions import UNREVISED, Revision, sequence_of

_BY_TITLE = "title"


def event_digest(on: str, at: str | None, title: str, place: str, text: str, people: tuple[int, ...]) -> str:
    """Digest of the values of an event, to detect changes by the calendar or by the user."""
    values = "\0".join([on, at or "", title, place, text, *map(str, sorted(people))])
    return blake2b(values.encode("utf-8", "replace"), digest_size=8).hexdigest()


class EventSource(NamedTuple):
    """`source` is event and time, `digest` that of the last values read; `by_title` if people were found by the title."""

    source: str
    digest: str
    revision: Revision
    by_title: bool


def format_source(source: str, digest: str, revision: Revision = UNREVISED, by_title: bool = False) -> str:
    """The value for meeting.source_uid."""
    parts = [digest, str(revision.sequence or ""), revision.stamp, _BY_TITLE if by_title else ""]
    return f"{source} {'.'.join(parts).rstrip('.')}"


def parse_source(source_uid: str) -> EventSource:
    source, _, rest = source_uid.rpartition(" ")
    digest, sequence, stamp, how, *_ = [*rest.split("."), "", "", ""]
    return EventSource(source, digest, Revision(sequence_of(sequence), stamp), how == _BY_TITLE)


def dismissal_key(source: str) -> str:
    """Key in the `dismissal` table for an event that is not a meeting."""
    return f"event-{blake2b(source.encode('utf-8', 'replace'), digest_size=16).hexdigest()}"
