"""Which event of a calendar a meeting stands for, as `meeting.source_uid` keeps it, and what its file last said of it."""

from hashlib import blake2b
from typing import NamedTuple

from crm.meetings.event_revisions import UNREVISED, Revision, sequence_of

_BY_TITLE = "title"


def event_digest(on: str, at: str | None, what: str, place: str, said: str, people: tuple[int, ...]) -> str:
    """What a file said of a meeting, in short: whether it says something else now, or the user changed it since."""
    told = "\0".join([on, at or "", what, place, said, *map(str, sorted(people))])
    return blake2b(told.encode("utf-8", "replace"), digest_size=8).hexdigest()


class EventSource(NamedTuple):
    """Which event and time a meeting stands for, the digest of what its file last said of it, and of which revision."""

    source: str
    told: str
    revision: Revision
    by_title: bool


def format_source(source: str, told: str, revision: Revision = UNREVISED, by_title: bool = False) -> str:
    """As meeting.source_uid keeps it."""
    parts = [told, str(revision.sequence or ""), revision.stamp, _BY_TITLE if by_title else ""]
    return f"{source} {'.'.join(parts).rstrip('.')}"


def parse_source(source_uid: str) -> EventSource:
    source, _, rest = source_uid.rpartition(" ")
    told, sequence, stamp, how, *_ = [*rest.split("."), "", "", ""]
    return EventSource(source, told, Revision(sequence_of(sequence), stamp), how == _BY_TITLE)


def dismissal_key(source: str) -> str:
    """The row of `dismissal` that says: this is no meeting."""
    return f"event-{blake2b(source.encode('utf-8', 'replace'), digest_size=16).hexdigest()}"
