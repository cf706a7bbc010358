"""The proposals of a text file: what each of its blocks would log, or why one must be decided in Log."""

from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from crm.capture.draft import Draft
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.errors import FileNotRead
from crm.inbox import proposal
from crm.inbox.arrivals import Arrival, read_start
from crm.inbox.draft_details import details
from crm.inbox.proposal import InboxProposal
from crm.inbox.settled import WORDS_LENGTH, SettledLines, settled_on
from crm.inbox.text_blocks import Block, Decoded, blocks, decode, numbered_lines
from crm.people.short_names import person_refs
from crm.promises.full_names import join_names
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.text.days_in_words import on

MOST_BYTES = 60_000
_MOST_CANDIDATES = 3


class TextFile(NamedTuple):
    """A file as read. `lines` are those that hold anything."""

    arrival: Arrival
    file_id: str
    decoded: Decoded
    lines: dict[int, str]


def read_text(arrival: Arrival, data: bytes | None = None) -> TextFile:
    """Raises FileNotRead for what cannot come in as a text."""
    data = read_start(arrival, MOST_BYTES + 1) if data is None else data
    if len(data) > MOST_BYTES:
        raise FileNotRead(
            f"{arrival.name} is longer than a note. It stays where it is; X puts it into “done”."
        )
    decoded = decode(arrival.name, data)
    lines = numbered_lines(decoded.text)
    if not lines:
        raise FileNotRead(f"{arrival.name} is empty.")
    return TextFile(arrival, arrival.file_id(sha256(data).hexdigest()), decoded, lines)


def text_proposals(
    read: Reader, names: Names, file: TextFile, settled: SettledLines, today: date
) -> list[InboxProposal]:
    """Those that are not settled; none if the whole file is."""
    done = settled.lines.get(file.file_id, set())
    left = {number: line for number, line in file.lines.items() if number not in done}
    at = file.arrival.written_at(today)
    written_on = at.date()
    found = blocks(left, lambda line: understand(line, written_on, names).meeting is not None)
    return [_proposal(read, names, file, block, at, settled, today) for block in found]


def _proposal(
    read: Reader,
    names: Names,
    file: TextFile,
    block: Block,
    at: datetime,
    settled: SettledLines,
    today: date,
) -> InboxProposal:
    draft = understand(block.words, at.date(), names)
    words_id = _words_id(block.words, at.date())
    enter, remark = _answer(read, draft, words_id, settled, today)
    if not remark and file.decoded.guessed:
        remark = f"Its letters were taken for {file.decoded.guessed}."
    ids = [one.person_id for one in draft.people if one.person_id is not None]
    return InboxProposal(
        file=file.arrival.name,
        path=file.arrival.path,
        kind="text",
        at=at,
        file_id=file.file_id,
        words_id=words_id,
        lines=block.lines,
        enter=enter,
        words=block.words,
        details=details(draft, person_refs(read, ids), today),
        remark=remark,
        draft=draft,
    )


def _answer(read: Reader, draft: Draft, words_id: str, settled: SettledLines, today: date) -> tuple[str, str]:
    """What Enter does, and the sentence on why it is special."""
    key = settled.key_of(words_id)
    settled_day = settled_on(read, key) if key else None
    before = f" {on(settled_day, today)}" if settled_day else " before"
    if key and key.endswith(words_id):
        return proposal.KNOWN, f"The same words came in{before} and are settled. E logs them once more."
    if draft.ambiguous:
        return proposal.CHOOSE, _unclear(draft)
    if draft.meeting is None and not draft.people:
        return proposal.CHOOSE, "Nobody is named here. Enter opens Log, to say who it is about."
    return proposal.TAKE, f"The same words came in{before}, too." if key else ""


def _unclear(draft: Draft) -> str:
    one = draft.ambiguous[0]
    candidates = [name for _, name in one.candidates[:_MOST_CANDIDATES]]
    more = len(one.candidates) - len(candidates)
    names = join_names([*candidates, f"{days_in_words.number(more)} more"] if more > 0 else candidates)
    return f"“{one.typed}” may be {names.replace(' and ', ' or ')}. Enter opens Log for the choice."


def _words_id(words: str, written_on: date) -> str:
    plain = " ".join(words.split())
    same_day = f"{plain}\n{written_on.isoformat()}"
    return _digest(plain)[:WORDS_LENGTH] + _digest(same_day)[:8]


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()
