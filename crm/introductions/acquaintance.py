"""Who knows whom already: the one notion of it that ideas, briefs and Today share."""

import json
from collections.abc import Collection
from typing import NamedTuple

from crm.storage.reading import Reader

_RELATION_LINE = (
    "(_row.line GLOB 'RELATED*' OR _row.line GLOB '*X-ABRELATEDNAMES*' OR _row.line GLOB 'X-SPOUSE*' "
    "OR _row.line GLOB 'X-MANAGER*' OR _row.line GLOB 'X-ASSISTANT*' OR _row.line GLOB 'AGENT*')"
)
# {a} and {b} are SQL for two ids, read inside subqueries: hence names of tables that no query outside has.
_ONE_WAY = f"""
EXISTS (SELECT 1 FROM person _row WHERE _row.id = {{a}} AND _row.introduced_by_id = {{b}})
OR EXISTS (SELECT 1 FROM introduction_side _mine JOIN introduction _introduction ON _introduction.id = _mine.introduction_id
  WHERE _mine.person_id = {{a}} AND _introduction.by_person_id = {{b}})
OR EXISTS (SELECT 1 FROM promise_person _mine JOIN promise _promise ON _promise.id = _mine.promise_id AND _promise.kind = 'introduction'
  WHERE _mine.person_id = {{a}} AND _promise.by_person_id = {{b}})
OR EXISTS (SELECT 1 FROM other_property _row JOIN person _other ON _other.id = {{b}} WHERE _row.person_id = {{a}}
  AND {_RELATION_LINE} AND (instr(_row.line, _other.uid) > 0 OR instr(_row.line, _other.full_name) > 0))
"""
_EITHER_WAY = """
EXISTS (SELECT 1 FROM attendance _mine JOIN attendance _theirs ON _theirs.meeting_id = _mine.meeting_id AND _theirs.person_id = {b}
  JOIN meeting _meeting ON _meeting.id = _mine.meeting_id AND _meeting.state <> 'missed'
  WHERE _mine.person_id = {a} AND _mine.counts = 1 AND _theirs.counts = 1)
OR EXISTS (SELECT 1 FROM introduction_side _mine JOIN introduction_side _theirs ON _theirs.introduction_id = _mine.introduction_id
  AND _theirs.person_id = {b} WHERE _mine.person_id = {a})
OR EXISTS (SELECT 1 FROM promise_person _mine JOIN promise _promise ON _promise.id = _mine.promise_id AND _promise.kind = 'introduction'
  JOIN promise_person _theirs ON _theirs.promise_id = _promise.id AND _theirs.person_id = {b} WHERE _mine.person_id = {a})
OR EXISTS (SELECT 1 FROM role _mine JOIN role _theirs ON _theirs.organisation_id = _mine.organisation_id AND _theirs.person_id = {b}
  AND _theirs.until_on IS NULL WHERE _mine.person_id = {a} AND _mine.until_on IS NULL)
"""


def are_acquainted(a: str, b: str) -> str:
    """SQL condition: the people with these ids know each other, or an introduction of the two exists in any state.

    They know each other by a meeting in which both count, by who introduced whom, by working at one place now, or
    as related people. `a` and `b` are SQL expressions.
    """
    one_way, back = _ONE_WAY.format(a=a, b=b), _ONE_WAY.format(a=b, b=a)
    return f"({_EITHER_WAY.format(a=a, b=b)} OR {one_way} OR {back})"


_ACQUAINTED_PAIRS = (
    "WITH pair(a, b) AS MATERIALIZED (SELECT value ->> 0, value ->> 1 FROM json_each(:pairs)) "
    f"SELECT a, b FROM pair WHERE {are_acquainted('pair.a', 'pair.b')}"
)


class Pair(NamedTuple):
    """Two people by id, the smaller one first."""

    a: int
    b: int


def pair_of(one: int, other: int) -> Pair:
    return Pair(min(one, other), max(one, other))


def acquainted_pairs(read: Reader, pairs: Collection[Pair]) -> set[Pair]:
    """Those of the pairs that need no introduction, or have had one in any state."""
    return {Pair(row["a"], row["b"]) for row in read.rows(_ACQUAINTED_PAIRS, pairs=json.dumps(list(pairs)))}
