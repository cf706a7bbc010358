"""The proposals of a text file: what each of its blocks would log, or why one must be decided in Log."""

from datetime import date
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
        raise FileNotRead(f"{arrival.name} is longer than a note. Shorten it, or bring it in by hand.")
    decoded = decode(arrival.name, data)
    lines = numbered_lines(decoded.text)
    if not lines:
        raise FileNotRead(f"{arrival.name} is empty.")
    return TextFile(arrival, arrival.file_id(sha256(data).hexdigest()), decoded, lines)


def text_proposals(
    read: Reader, names: Names, file: TextFile, settled: SettledLines, today: date
) -> list[InboxProposal]:
    """Those that are not settled; none if the whole file is. Lines that came in before are told apart from new ones, as a
    phone may write on in the same file.
    """
    done = settled.lines.get(file.file_id, set())
    left = {number: line for number, line in file.lines.items() if number not in done}
    known = {number: line for number, line in left.items() if _is_known(file, line, settled, today)}
    new = {number: line for number, line in left.items() if number not in known}
    written_on = file.arrival.written_at(today).date()
    found = [
        *blocks(new, lambda line: understand(line, written_on, names).meeting is not None),
        *blocks(known, lambda line: False),
    ]
    return [_proposal(read, names, file, block, settled, today) for block in sorted(found)]


def _is_known(file: TextFile, line: str, settled: SettledLines, today: date) -> bool:
    """Of a single line: only if it was written on the same day, as it may be said again on another one."""
    words_id = _words_id(line, file.arrival.written_at(today).date())
    key = settled.key_of(words_id)
    return key is not None and (len(file.lines) > 1 or key.endswith(words_id))


def _proposal(
    read: Reader, names: Names, file: TextFile, block: Block, settled: SettledLines, today: date
) -> InboxProposal:
    at = file.arrival.written_at(today)
    draft = understand(block.words, at.date(), names)
    first_line = file.lines[block.lines[0]]
    is_known = _is_known(file, first_line, settled, today)
    key = settled.key_of(_words_id(first_line, at.date()))
    enter, remark, hint = _answer(draft, is_known, _day_words(read, key, today) if key else "")
    if not remark and file.decoded.guessed:
        remark = f"Its letters were taken for {file.decoded.guessed}."
    ids = [one.person_id for one in draft.people if one.person_id is not None]
    return InboxProposal(
        file=file.arrival.name,
        path=file.arrival.path,
        kind="text",
        at=at,
        file_id=file.file_id,
        words_ids=tuple(_words_id(file.lines[number], at.date()) for number in block.lines),
        lines=block.lines,
        enter=enter,
        words=block.words,
        details=details(draft, person_refs(read, ids), today),
        remark=remark,
        hint=hint,
        draft=draft,
    )


class _Answer(NamedTuple):
    """What Enter does, and the sentences on why it is special."""

    enter: str
    remark: str = ""
    hint: str = ""


def _answer(draft: Draft, is_known: bool, came_before: str) -> _Answer:
    if is_known:
        remark = f"The same words came in {came_before} and are settled."
        return _Answer(proposal.KNOWN, remark, "E logs them once more.")
    if draft.ambiguous:
        return _Answer(proposal.CHOOSE, _unclear(draft), "Enter opens Log for the choice.")
    if draft.meeting is None and not draft.people:
        return _Answer(proposal.CHOOSE, "Nobody is named here.", "Enter opens Log, to say who it is about.")
    return _Answer(proposal.TAKE, f"The same words came in {came_before}, too." if came_before else "")


def _day_words(read: Reader, key: str, today: date) -> str:
    day = settled_on(read, key)
    return days_in_words.on(day, today) if day else "before"


def _unclear(draft: Draft) -> str:
    one = draft.ambiguous[0]
    candidates = [name for _, name in one.candidates[:_MOST_CANDIDATES]]
    more = len(one.candidates) - len(candidates)
    names = join_names([*candidates, f"{days_in_words.number(more)} more"] if more > 0 else candidates)
    return f"“{one.typed}” may be {names.replace(' and ', ' or ')}."


def _words_id(words: str, written_on: date) -> str:
    plain = " ".join(words.split())
    same_day = f"{plain}\n{written_on.isoformat()}"
    return _digest(plain)[:WORDS_LENGTH] + _digest(same_day)[:8]


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()
