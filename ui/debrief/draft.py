"""Answers as the text of a draft, kept beside the book until Done."""

import json
from typing import Any

from crm.meetings.debriefing.answers import Answer, Answers


def written(answers: Answers) -> str:
    """ "" for no answers: then there is no draft."""
    return "" if answers.is_empty else json.dumps(answers._asdict(), ensure_ascii=False)


def read(text: str) -> Answers:
    """Empty for a text that is no draft: its file may have been changed by hand."""
    try:
        found = json.loads(text) if text else {}
        return _answers(found)
    except (ValueError, TypeError, KeyError, AttributeError):
        return Answers()


def _answers(found: dict[str, Any]) -> Answers:
    return Answers(
        learned=_answer(found.get("learned")),
        for_me=str(found.get("for_me", "")),
        needs=_answer(found.get("needs")),
        offers=_answer(found.get("offers")),
        energy=str(found.get("energy", "")),
        next=str(found.get("next", "")),
    )


def _answer(found: Any) -> Answer:
    if not isinstance(found, list) or len(found) != 2:
        return Answer()
    words, about = found
    return Answer(str(words), about if isinstance(about, int) else None)
