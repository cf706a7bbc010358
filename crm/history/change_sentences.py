"""Description of a row's change for the user: a changed title, a new tag, a deleted note."""

from collections.abc import Callable, Iterator

from crm import rhythm
from crm.history.changes import PERSON
from crm.history.past_rows import Values
from crm.history.rows_of_step import DescribableChange
from crm.history.setting_names import format_setting, setting_label
from crm.history.vocabulary import CONTACT, NAME_PARTS, REFERENCES, TOPIC, column_label
from crm.text.date_lines import UNKNOWN, parse_lines

Named = Callable[[str, object], str]
"""The name to show for a column's value that refers to a row of another table."""
DescribedChange = tuple[str, str | None, str | None]
"""(what, before, after)"""


def describe_row_change(change: DescribableChange, named: Named) -> Iterator[DescribedChange]:
    if change.before is not None and change.after is not None:
        yield from _changed(change, named)
        return
    for what, words in _describe_whole_row(change.table, change.row, named):
        if what and words:
            yield (what, None, words) if change.before is None else (what, words, None)


def _changed(change: DescribableChange, named: Named) -> Iterator[DescribedChange]:
    before, after = change.before or {}, change.after or {}
    for column, value in after.items():
        what = _what(change, column)
        if not what or (column in NAME_PARTS and "full_name" in after):
            continue
        sides = [_side(change, column, side, named) for side in (before.get(column), value)]
        if sides[0] != sides[1]:
            yield what, sides[0] or None, sides[1] or None


def _what(change: DescribableChange, column: str) -> str:
    if change.table == "contact_point" and column in ("value", "label"):
        kind = CONTACT.get(str(change.row.get("kind")), "contact")
        return kind if column == "value" else f"label of {kind}"
    if change.table == "setting":
        return setting_label(str(change.row.get("key", "")))
    return column_label(change.table, column)


def _side(change: DescribableChange, column: str, value: object, named: Named) -> str:
    if change.table == "setting":
        return format_setting(str(change.row.get("key", "")), value)
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


def _describe_whole_row(table: str, row: Values, named: Named) -> Iterator[tuple[str, str]]:
    """An inserted or deleted row."""
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
        yield from _describe_property(words.get("line", ""))
    elif table == "promise":
        yield "promise" if row.get("by_person_id") is None else "their promise", words.get("words", "")
    elif table == "setting":
        key = words.get("key", "")
        yield setting_label(key), format_setting(key, row.get("value"))
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


def _describe_property(line: str) -> Iterator[tuple[str, str]]:
    """A labelled date, or a death; unknown properties are not described."""
    parsed = parse_lines([line])
    yield "died", "day not known" if parsed.died == UNKNOWN else parsed.died
    yield from ((one.label_or_default, one.day) for one in parsed.dates)


def _joined(words: dict[str, str], *names: str) -> str:
    return ", ".join(words[name] for name in names if words.get(name))
