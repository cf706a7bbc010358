"""`keep LINK|TITLE [title=.. why=.. from=PERSON topic+=..]`: puts a link, or anything worth passing on, on the shelf."""

import re

from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.commands.get import thing_lines
from crm.errors import NotUnderstood
from crm.people.lookup import find_person
from crm.shelf.keeping import keep
from crm.text.assignments import Assignment, parse_assignment
from crm.text.outside_text import readable
from crm.text.typed_text import line
from crm.things.field_values import check_fields, filled
from crm.things.key import Key
from crm.things.one import document

_FIELD = re.compile(r"\s{0,20}[A-Za-z_]{1,40}\s{0,20}(\+=|-=|=)")
_ALIASES = {"topics": "topic"}


def run(call: Call) -> int:
    words = [readable(word) for word in call.words]
    named = line(" ".join(word for word in words if not _FIELD.match(word)))
    fields = [parse_assignment(word, "topic+=pricing", _ALIASES) for word in words if _FIELD.match(word)]
    if not named and not any(one.field == "title" for one in fields):
        raise UsageError("Say what to keep: a link, or the title of a thing.", call.request.command)
    check_fields(fields, ("title", "why", "from"), ("topic",))
    texts = {one.field: one.value for one in fields if one.field != "topic"}
    giver = texts.get("from", "")
    with call.work() as work:
        item_id = keep(
            work,
            named,
            title=filled(texts["title"], "title") if "title" in texts else "",
            why=texts.get("why", ""),
            topics=[topic for one in fields if one.field == "topic" for topic in _topics(one)],
            from_person_id=find_person(work.read, giver) if giver.strip() else None,
        )
    found = document(call.read, Key("item", item_id))
    return call.answer(found, thing_lines(found))


def _topics(one: Assignment) -> list[str]:
    """With "=" several, separated by commas. Raises NotUnderstood for "-=": `edit` takes topics out."""
    if one.operator == "-=":
        raise NotUnderstood("`keep` adds topics: edit item-… topics-=… takes one out.")
    return one.value.split(",") if one.operator == "=" else [filled(one.value, "topic")]
