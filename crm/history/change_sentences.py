"""What became of a row, as the user would say it: a title that changed, a tag that is new, a note taken away."""

from collections.abc import Callable, Iterator

from crm import rhythm
from crm.history.changes import PERSON
from crm.history.earlier_rows import Values
from crm.history.row_changes import RowChange
from crm.history.setting_names import setting_in_words, setting_told
from crm.history.vocabulary import CONTACT, NAME_PARTS, REFERENCES, TOPIC, column_words
from crm.text.date_lines import UNKNOWN, understood

Named = Callable[[str, object], str]
"""What a column's value is called, where it names a row of another table."""
Said = tuple[str, str | None, str | None]
"""(what, before, after)"""


def told(change: RowChange, named: Named) -> Iterator[Said]:
    if change.before is not None and change.after is not None:
        yield from _changed(change, named)
        return
    for what, words in _whole(change.table, change.row, named):
        if what and words:
            yield (what, None, words) if change.before is None else (what, words, None)


def _changed(change: RowChange, named: Named) -> Iterator[Said]:
    before, after = change.before or {}, change.after or {}
    for column, value in after.items():
        what = _what(change, column)
        if not what or (column in NAME_PARTS and "full_name" in after):
            continue
        sides = [_side(change, column, side, named) for side in (before.get(column), value)]
        if sides[0] != sides[1]:
            yield what, sides[0] or None, sides[1] or None


def _what(change: RowChange, column: str) -> str:
    if change.table == "contact_point" and column in ("value", "label"):
        kind = CONTACT.get(str(change.row.get("kind")), "contact")
        return kind if column == "value" else f"label of {kind}"
    if change.table == "setting":
        return setting_told(str(change.row.get("key", "")))
    return column_words(change.table, column)


def _side(change: RowChange, column: str, value: object, named: Named) -> str:
    if change.table == "setting":
        return setting_in_words(str(change.row.get("key", "")), value)
    return _value(column, value, named)


def _value(column: str, value: object, named: Named) -> str:
    if column == "rhythm_days":
        return rhythm.describe(value if isinstance(value, int) else None)
    if column == "photo":
        return "a photo" if value else ""
    if column in REFERENCES:
        return named(column, value)
    return "" if value is None else str(value).replace("_", " ") if column in _WORDS else str(value)


_WORDS = {"state", "standing", "answer", "kind", "landed"}


def _whole(table: str, row: Values, named: Named) -> Iterator[tuple[str, str]]:
    """A row that is new, or was taken away."""
    words = {name: "" if value is None else str(value) for name, value in row.items()}
    if table == "contact_point":
        yield CONTACT.get(words.get("kind", ""), "contact"), words.get("value", "")
    elif table == "role":
        yield "organisation", named("organisation_id", row.get("organisation_id"))
        yield "title", words.get("title", "")
    elif table == "person_topic":
        yield TOPIC.get(words.get("kind", ""), "topic"), named("topic_id", row.get("topic_id"))
    elif table == "meeting":
        yield "meeting", _joined(words, "kind", "held_on", "held_at", "place")
        yield "note", words.get("note", "")
    elif table == "other_property":
        yield from _of_line(words.get("line", ""))
    elif table == "promise":
        yield "promise" if row.get("by_person_id") is None else "their promise", words.get("words", "")
    elif table == "setting":
        key = words.get("key", "")
        yield setting_told(key), setting_in_words(key, row.get("value"))
    elif table in _WHOLE:
        what, column = _WHOLE[table]
        yield what, named(column, row.get(column)) if column in REFERENCES else words.get(column, "")


_WHOLE = {
    "person": (PERSON, "full_name"),
    "person_tag": ("tag", "tag_id"),
    "note": ("note", "words"),
    "ask": ("ask", "words"),
    "advice": ("advice", "words"),
    "item": ("on the shelf", "title"),
    "share": ("shared", "item_id"),
}


def _of_line(line: str) -> Iterator[tuple[str, str]]:
    """A date with a label of its own, or a death; what nobody here understands is not told of."""
    said = understood([line])
    yield "died", "day not known" if said.died == UNKNOWN else said.died
    yield from ((one.words, one.day) for one in said.dates)


def _joined(words: dict[str, str], *names: str) -> str:
    return ", ".join(words[name] for name in names if words.get(name))
