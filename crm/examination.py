"""What an examination of a book finds wrong: one record a finding, its sentence without personal data."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, get_args

Kind = Literal[
    "changed",  # a row whose contents are not what was last written
    "vanished",  # a row that was written and is not there
    "unknown",  # a row that no step wrote
    "total",  # a table whose rows fit one by one, but not all together
    "digest",  # what damage is found with is damaged itself: the rows are as written
    "bookkeeping",  # a number or note of Goodturn's own work that can be worked out anew
    "step",  # the journal's notes of a step: it can no longer be undone
    "photo",  # bytes that are not those of their name
    "reference",  # a row that names one which is not there
    "schema",  # a table, index or trigger Goodturn did not make
    "file",  # the file's own structure
]


class Finding(NamedTuple):
    """`table` is "" and `row_id` None where the file as a whole is meant; of a step, `row_id` is the step's id."""

    kind: Kind
    sentence: str
    table: str = ""
    row_id: int | None = None


class Examined(NamedTuple):
    """What a complete examination of a copy found and counted. It travels from a child process as one JSON document.

    `rows` are counted by content table, `totals` are the digests of whole tables in hexadecimal, `seconds` is how long
    the examination took, `last_step` the id of the newest step. Counts are 0 where the file could not even be counted.
    """

    findings: tuple[Finding, ...] = ()
    version: int = 0
    book_uid: str = ""
    last_step: int = 0
    people: int = 0
    meetings: int = 0
    promises: int = 0
    rows: Mapping[str, int] = {}
    totals: Mapping[str, str] = {}
    seconds: float = 0.0

    def as_json(self) -> str:
        return json.dumps(self._asdict())

    @classmethod
    def from_json(cls, text: str) -> "Examined":
        """Raises ValueError for anything that `as_json` did not write."""
        try:
            fields = json.loads(text)
            findings = tuple(_finding(*one) for one in fields.pop("findings"))
            return cls(findings=findings, **fields)
        except (TypeError, KeyError, AttributeError) as fault:
            raise ValueError("no result of an examination") from fault


def _finding(kind: Kind, sentence: str, table: str, row_id: int | None) -> Finding:
    if kind not in get_args(Kind):
        raise ValueError(f"no kind of finding: {kind}")
    return Finding(kind, sentence, table, row_id)


def summary(findings: Sequence[Finding]) -> str:
    """Which tables, and how many rows of each, in one clause: "2 rows of note and 1 row of person"."""
    rows = Counter(one.table for one in findings if one.kind in ("changed", "vanished", "unknown"))
    parts = [f"{count} {'row' if count == 1 else 'rows'} of {table}" for table, count in rows.most_common()]
    if any(one.kind not in ("changed", "vanished", "unknown", "total") for one in findings) or not parts:
        parts.append(_rest(findings))
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _rest(findings: Sequence[Finding]) -> str:
    kinds = {one.kind for one in findings}
    if kinds & {"file", "schema"}:
        return "the file itself"
    if "photo" in kinds:
        return "a photo"
    if "step" in kinds:
        return "the journal"
    return (
        "what Goodturn notes of its own work"
        if kinds & {"digest", "bookkeeping"}
        else "what its rows add up to"
    )
