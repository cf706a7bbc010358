"""In which order the list of people stands: by which column, which way, and by which part of the name."""

from array import array
from operator import itemgetter
from typing import Any, NamedTuple

from crm.storage.reading import Reader
from crm.text.folding import fold

_NAME = "name"
_LAST = "({0} IS NULL), {0}"  # who has nothing there comes last, whichever way
_WORDS = {
    "organisation": (
        "(SELECT o.name FROM role r LEFT JOIN organisation o ON o.id = r.organisation_id "
        "WHERE r.person_id = person.id ORDER BY r.until_on IS NOT NULL, r.id LIMIT 1)"
    ),
    "title": (
        "(SELECT r.title FROM role r WHERE r.person_id = person.id "
        "ORDER BY r.until_on IS NOT NULL, r.id LIMIT 1)"
    ),
    "city": (
        "(SELECT json_extract(c.parts, '$[3]') FROM contact_point c WHERE c.person_id = person.id "
        "AND c.kind = 'address' ORDER BY c.preferred DESC, c.id LIMIT 1)"
    ),
    "how_we_met": "person.how_we_met",
    "topics": (
        "(SELECT group_concat(t.words, ', ') FROM person_topic pt JOIN topic t ON t.id = pt.topic_id "
        "WHERE pt.person_id = person.id)"
    ),
    "tags": (
        "(SELECT group_concat(t.name, ', ') FROM person_tag pt JOIN tag t ON t.id = pt.tag_id "
        "WHERE pt.person_id = person.id)"
    ),
}
_NUMBERS = {
    "rhythm": "person.rhythm_days",
    "last_spoke": "person.last_contact_on",
    "open": (
        "nullif((SELECT count(DISTINCT pr.id) FROM promise_person pp JOIN promise pr ON pr.id = pp.promise_id "
        "WHERE pp.person_id = person.id AND pr.by_person_id IS NULL AND pr.state IN ('open', 'waiting')), 0)"
    ),
    "birthday": "person.birthday_md",
}
SORTABLE = (_NAME, *_WORDS, *_NUMBERS)
DESCENDING_FIRST = ("last_spoke", "open")
"""What is asked for with the latest or the most first."""


class Order(NamedTuple):
    """`column` is one of SORTABLE, or nothing for the usual order: kept, parked, resting, each by name."""

    column: str = ""
    descending: bool = False
    by_family: bool = False

    def pressed(self, column: str) -> "Order":
        """What a click on a heading asks for: this column, then the other way, then the usual order again."""
        first_way = column in DESCENDING_FIRST
        if column != self.column:
            return self._replace(column=column, descending=first_way)
        if self.descending == first_way:
            return self._replace(descending=not first_way)
        return self._replace(column="", descending=False)


DEFAULT_ORDER = Order()


def sorted_ids(read: Reader, order: Order, where: str, values: dict[str, Any]) -> "array[int]":
    """The ids of those whom `where` lets through ("" for everyone), in this order; equal ones stand by name."""
    if order.by_family and order.column in ("", _NAME):
        return _by_family(read, order, where, values)
    if order.column in _WORDS:
        return _by_words(read, order, where, values)
    way = "DESC" if order.descending else "ASC"
    by = _NUMBERS.get(order.column)
    first = f"{_LAST.format(by)} {way}, " if by else "" if order.column == _NAME else "person.standing, "
    name = f"person.sort_key {way if order.column == _NAME else 'ASC'}"
    return array(
        "q", read.values(f"SELECT person.id FROM person {where}ORDER BY {first}{name}, person.id", **values)
    )


def _by_family(read: Reader, order: Order, where: str, values: dict[str, Any]) -> "array[int]":
    """Sorted here, as SQL cannot fold the accents of a family name. Without one, by the whole name."""
    rows = read.rows(
        f"SELECT person.id, person.standing, person.family, person.sort_key FROM person {where}", **values
    )
    by_standing = order.column == ""

    def key(row: Any) -> tuple[str, str, str]:
        return (
            row["standing"] if by_standing else "",
            fold(row["family"]) or row["sort_key"],
            row["sort_key"],
        )

    return array("q", [row["id"] for row in sorted(rows, key=key, reverse=order.descending)])


def _by_words(read: Reader, order: Order, where: str, values: dict[str, Any]) -> "array[int]":
    """Sorted here for the same reason; who has nothing there comes last, whichever way."""
    rows = read.rows(
        f"SELECT person.id, {_WORDS[order.column]} AS words FROM person {where}ORDER BY person.sort_key, person.id",
        **values,
    )
    said = [(fold(row["words"] or ""), row["id"]) for row in rows]
    there = sorted((one for one in said if one[0]), key=itemgetter(0), reverse=order.descending)
    return array("q", [one[1] for one in (*there, *(one for one in said if not one[0]))])
