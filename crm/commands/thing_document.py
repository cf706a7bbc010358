"""The JSON object of a thing as commands give it: of an introduction with its next step, which counts from today."""

from typing import Any

from crm.commands.command_call import Call
from crm.introductions.introduction_json import documents
from crm.things.key import Key, missing
from crm.things.one import document


def thing_document(call: Call, key: Key) -> dict[str, Any]:
    """Raises NothingFound."""
    if key.kind != "introduction":
        return document(call.read, key)
    found = documents(call.read, [key.id], call.today)
    if not found:
        raise missing(key)
    return found[0]
