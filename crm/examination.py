"""Findings of an examination of a book: one record per finding, its sentence without personal data."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, get_args

Kind = Literal[
    "changed",  # a row whose content differs from its digest
    "vanished",  # a row that has a digest and does not exist
    "unknown",  # a row that exists and has no digest
    "total",  # each row matches its digest, but the table's total does not
    "digest",  # a digest itself is damaged: the rows are as written
    "bookkeeping",  # a value that Goodturn keeps for itself and can compute again
    "step",  # the journal of a step: the step can no longer be undone
    "photo",  # bytes that do not match the hash they are stored under
    "reference",  # a foreign key to a row that does not exist
    "schema",  # a table, index or trigger that Goodturn did not create
    "file",  # the file's structure
]


class Finding(NamedTuple):
    """`table` is "" and `row_id` None for the file as a whole; for a step, `row_id` is the step's id."""

    kind: Kind
    sentence: str
    table: str = ""
    row_id: int | None = None


class Examined(NamedTuple):
    """Result of a complete examination of a copy, sent by the child process as one JSON document.
    `rows` counts the rows of each content table, `totals` are table digests in hexadecimal, `seconds` is the
    duration, `last_step` the id of the newest step. Counts are 0 where the file could not be counted.
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
        """Raises ValueError for text that `as_json` did not write."""
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
    """The damaged tables with the number of rows, in one clause: "2 rows of note and 1 row of person"."""
    rows = Counter(one.table for one in findings if one.kind in ("changed", "vanished", "unknown"))
    parts = [f"{count} {'row' if count == 1 else 'rows'} of {table}" for table, count in rows.most_common()]
    if any(one.kind not in ("changed", "vanished", "unknown", "total") for one in findings) or not parts:
        parts.append(_describe_rest(findings))
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _describe_rest(findings: Sequence[Finding]) -> str:
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
