"""Words for tables and columns of the journal; columns that are not shown, and how rows belong to people."""

from typing import NamedTuple

CONTACT = {
    "email": "e-mail",
    "phone": "phone",
    "address": "address",
    "url": "web page",
    "messenger": "messenger",
}
TOPIC = {"looking_for": "looking for", "can_help_with": "can help with", "cares_about": "cares about"}

COLUMNS: dict[str, dict[str, str]] = {
    "person": {
        "full_name": "name",
        "given": "given name",
        "additional": "middle name",
        "family": "family name",
        "how_we_met": "how we met",
        "introduced_by_id": "introduced by",
        "rhythm_days": "rhythm",
    },
    "contact_point": {},
    "role": {"organisation_id": "organisation", "from_on": "there from", "until_on": "there until"},
    "organisation": {"name": "organisation’s name"},
    "person_tag": {},
    "tag": {"name": "tag’s name"},
    "person_topic": {},
    "topic": {"words": "topic"},
    "note": {"words": "note", "on_day": "day of the note"},
    "meeting": {
        "kind": "kind",
        "held_on": "day",
        "held_at": "time",
        "want": "what they can do for you",
        "debriefed_on": "looked back on",
    },
    "attendance": {},
    "meeting_line": {"words": "question or offer"},
    "meeting_hope": {"words": "hoping to meet"},
    "promise": {"words": "promise", "due_on": "due", "back_on": "ask again on"},
    "promise_person": {},
    "introduction": {"state": "introduction", "came_of": "what came of it"},
    "introduction_side": {"later_until": "later, until"},
    "ask": {"words": "ask", "why_you": "why them", "answer_words": "answer", "not_before_on": "not before"},
    "advice": {"words": "advice", "came_of": "what came of it", "told_on": "told on", "try_by": "try by"},
    "mentorship": {
        "would_ask": "what you would ask",
        "could_offer": "what you could offer",
        "i_give": "what you give",
        "they_give": "what they give",
        "i_gain": "what you gain",
        "they_gain": "what they gain",
        "rhythm_days": "rhythm",
        "planned": "sessions planned",
        "begun_on": "begun on",
        "review_on": "review on",
        "ended_on": "ended on",
    },
    "mentorship_line": {"words": "goal", "done_on": "reached on"},
    "agenda_line": {"words": "agenda"},
    "review": {"words": "review", "went": "decided"},
    "circle": {
        "name": "circle",
        "rhythm_days": "rhythm",
        "planned": "sessions planned",
        "review_on": "review on",
    },
    "circle_member": {"joined_on": "joined on", "left_on": "left on"},
    "session": {
        "felt": "how it felt",
        "applies": "what applies to you",
        "try_words": "to try",
        "try_by": "try by",
    },
    "item": {"url": "link", "why": "why it is good"},
    "share": {"landed": "how it landed"},
    "setting": {"value": "setting"},
    "other_property": {},
}
"""The tables shown in History. Columns without an entry use their own name."""

_HIDDEN = {
    "uid", "name_key", "birthday_md", "anniversary_md", "blurb_on", "rhythm_since", "added_on", "folded", "parts",
    "preferred", "place", "part", "said", "direction", "source_uid", "zone", "due_said", "made_on", "kept_on", "kind",
    "heard_on", "thanked_on", "answered_on", "asked_on", "given_on", "sent_on", "url_key", "label", "line", "name",
}  # fmt: skip
_SHOWN = {("meeting", "kind"), ("meeting", "place"), ("contact_point", "label")}
NAME_PARTS = {"given", "additional", "family", "prefix", "suffix"}


class Reference(NamedTuple):
    """A foreign key, and the column of the other table to show."""

    table: str
    column: str


REFERENCES = {
    "introduced_by_id": Reference("person", "full_name"),
    "organisation_id": Reference("organisation", "name"),
    "tag_id": Reference("tag", "name"),
    "topic_id": Reference("topic", "words"),
    "item_id": Reference("item", "title"),
}
OWNER = ("person_id", "by_person_id", "from_person_id")
"""The columns that name a row's person: the first one with a value."""

PEOPLE_OF = {
    "meeting": ("attendance", "meeting_id"),
    "promise": ("promise_person", "promise_id"),
    "introduction": ("introduction_side", "introduction_id"),
}
"""The link table with the people of a row, and its column."""


def column_label(table: str, column: str) -> str:
    """ "" for a column that is not shown."""
    if column in COLUMNS[table]:
        return COLUMNS[table][column]
    is_hidden = column in _HIDDEN or (column.endswith("_id") and column not in REFERENCES)
    return "" if is_hidden and (table, column) not in _SHOWN else column.replace("_", " ")
