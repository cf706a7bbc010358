"""What was settled already, as rows of the table of settings: written with the answer, so undo of the answer removes
them, and a crash between commit and move imports nothing twice.

A row a line, its key "inbox.settled.FILE.LINE.WORDS": rows of different answers never depend on each other.
"""

import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm.errors import NotUnderstood
from crm.inbox.proposal import InboxProposal
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

WORDS_LENGTH = 16  # of a words id: this part is the same on every day
_PREFIX = "inbox.settled."
_END = "inbox.settled/"  # the first key behind all that begin with the prefix
_KEYS = "SELECT key FROM setting WHERE key >= :first AND key < :end"


class SettledLines(NamedTuple):
    """Numbers of settled lines by file, and the keys of rows by the words settled."""

    lines: dict[str, set[int]]
    keys: dict[str, str]

    def key_of(self, words_id: str) -> str | None:
        """A row with the same words of the same day, else with the same words of another day."""
        return self.keys.get(words_id) or self.keys.get(words_id[:WORDS_LENGTH])


def settled_lines(read: Reader) -> SettledLines:
    found = SettledLines({}, {})
    for key in read.values(_KEYS, first=_PREFIX, end=_END):
        file_id, _, rest = key.removeprefix(_PREFIX).partition(".")
        line, _, words = rest.partition(".")
        if line.isdigit():
            found.lines.setdefault(file_id, set()).add(int(line))
            found.keys[words] = found.keys[words[:WORDS_LENGTH]] = key
    return found


def is_settled(read: Reader, file_id: str, lines: list[int]) -> bool:
    """Whether every one of these lines is."""
    first, end = f"{_PREFIX}{file_id}.", f"{_PREFIX}{file_id}/"
    keys = read.values(_KEYS, first=first, end=end)
    return set(lines) <= {int(key.removeprefix(first).partition(".")[0]) for key in keys}


def settled_on(read: Reader, key: str) -> date | None:
    """The day on which a row was written."""
    stored = read.value("SELECT value FROM setting WHERE key = :key", key=key)
    try:
        return date.fromisoformat(json.loads(stored)["on"]) if stored else None
    except (ValueError, KeyError, TypeError):
        return None


def mark_settled(work: "UnitOfWork", proposal: InboxProposal) -> None:
    """Raises NotUnderstood if another answer came first."""
    if is_settled(work.read, proposal.file_id, list(proposal.lines)):
        raise NotUnderstood(f"{proposal.file} is settled already; nothing was changed.")
    value = json.dumps({"file": proposal.file, "on": work.today.isoformat()}, ensure_ascii=False)
    lines = zip(proposal.lines, proposal.words_ids, strict=True)
    keys = [_key(proposal.file_id, line, words_id) for line, words_id in lines]
    work.insert_many("setting", ["key", "value"], [(key, value) for key in keys])


def _key(file_id: str, line: int, words_id: str) -> str:
    return f"{_PREFIX}{file_id}.{line}.{words_id}"
