"""`introductions [idea, offered, asking, made, heard, received, dropped]`: those in these states, or all."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from crm.commands.command_call import Call
from crm.commands.get import thing_lines
from crm.errors import NotUnderstood
from crm.introductions.introduction_json import as_json, documents
from crm.introductions.introduction_list import RECEIVED, STATES, every_one, in_state
from crm.promises.promise_titles import join_names
from crm.text.outside_text import readable
from crm.things.key import Key, missing, parse_key

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_MOST = 1_000_000
_OF_PROMISE = "SELECT id FROM introduction WHERE promise_id = :id"


def run(call: Call) -> int:
    asked = [readable(word).strip(",").lower() for word in call.words]
    for word in asked:
        if word not in (*STATES, RECEIVED):
            raise NotUnderstood(f"“{word}” is no state. Use {', '.join(STATES)} or {RECEIVED}.")
    found = [one for state in dict.fromkeys(asked) for one in in_state(call.read, state, _MOST)]
    every = found if asked else every_one(call.read, _MOST)
    shown = [as_json(call.read, one, call.today) for one in every]
    return call.answer({"introductions": shown}, _lines(shown))


def _lines(found: list[dict[str, Any]]) -> Iterator[str]:
    for one in found:
        names = join_names([side["person"] for side in one["sides"] if side["person"] != "me"])
        by = "" if one["by"] == "me" else f", by {one['by']}"
        yield f"{names}{by} ({one['state']})  {one['next']}  [{one['key']}]"
    if not found:
        yield "No introductions."


def find_introduction(work: "UnitOfWork", text: str) -> int:
    """By its own key or that of its promise, which is also the key of Today's row. Raises NothingFound,
    NotUnderstood."""
    from crm.introductions.introduction_rows import of_promise  # late: brings SQLAlchemy

    key = parse_key(text)
    if key.kind == "promise":
        if work.read.value("SELECT 1 FROM promise WHERE id = :id", id=key.id) is None:
            raise missing(key)
        found = work.read.value(_OF_PROMISE, id=key.id)
        return found if found is not None else of_promise(work, key.id).id
    if key.kind != "introduction":
        raise NotUnderstood(f"{key} is no introduction.")
    if work.read.value("SELECT 1 FROM introduction WHERE id = :id", id=key.id) is None:
        raise missing(key)
    return key.id


def answer_with_introduction(call: Call, introduction_id: int) -> int:
    found = documents(call.read, [introduction_id], call.today)
    if not found:
        raise missing(Key("introduction", introduction_id))
    return call.answer(found[0], thing_lines(found[0]))
