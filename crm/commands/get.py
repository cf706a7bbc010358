"""`get KEY`: one thing whole, as its JSON object or a line a field."""

from collections.abc import Iterator, Mapping
from typing import Any

from crm.commands.command_call import Call
from crm.commands.thing_document import thing_document
from crm.things.key import parse_key


def run(call: Call) -> int:
    found = thing_document(call, parse_key(call.text))
    return call.answer(found, thing_lines(found))


def thing_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """A line for each field that is filled."""
    for name, value in found.items():
        if isinstance(value, list):
            value = "; ".join(_one(each) for each in value)
        if value not in (None, "", False) and name != "id":
            yield f"{name.replace('_', ' ')}: {value}"


def _one(value: Any) -> str:
    """Of what is true or false, the name stands where it is true."""
    if isinstance(value, dict):
        filled = ((name, each) for name, each in value.items() if each)
        return ", ".join(name if each is True else f"{each}" for name, each in filled)
    return str(value)
