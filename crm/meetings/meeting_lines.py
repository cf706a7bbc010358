"""The lines written before a meeting: questions to ask, and what the user could offer there."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from crm.storage.reading import Reader

QUESTION, OFFER = "question", "offer"
MOST_QUESTIONS = 3  # of an event
_LINES = (
    "SELECT meeting_id, id, part, words FROM meeting_line "
    "WHERE meeting_id IN (SELECT value FROM json_each(:ids)) ORDER BY place, id"
)


class WrittenLine(NamedTuple):
    id: int
    part: str  # question | offer
    words: str


def lines_of(read: Reader, meeting_ids: Iterable[int]) -> defaultdict[int, list[WrittenLine]]:
    """The lines of each meeting in their order, by its id."""
    found: defaultdict[int, list[WrittenLine]] = defaultdict(list)
    for row in read.rows(_LINES, ids=json.dumps(list(meeting_ids))):
        found[row["meeting_id"]].append(WrittenLine(row["id"], row["part"], row["words"]))
    return found


def words_of(lines: Iterable[WrittenLine], part: str) -> list[str]:
    return [one.words for one in lines if one.part == part]
