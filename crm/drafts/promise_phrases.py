"""A promise as it is said to the person it was made to: "send you the pricing article". Pure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crm.drafts.addressing import addressed
from crm.drafts.person_details import Subject, readers
from crm.promises import promise_titles
from crm.promises.full_names import join_names
from crm.text.names import first_name
from crm.today.row_details import PromiseDetails

_HANDED = re.compile(
    r"^(?:send|share|forward|pass|email|e-mail|mail|message|text|whatsapp|resend|give|show)(?: over| on)? (?:with )?(?:you (?P<first>.+)|(?P<last>.+) (?:to|with) you)$"
)  # fmt: skip
_TALK = re.compile(r"^(?:call|come|get together|phone|ring|speak|talk|visit)\b")
_WRITE = re.compile(r"^(?:e-?mail|mail|message|ping|reach out|remind|text|whatsapp|write) (?:to )?you\b")
_CONGRATULATE = re.compile(r"^congratulate you\b(?P<what>.*)$")
_ASKED = re.compile(r"^ask you (?P<what>(?:about|how|if|what|when|where|whether|which|who|why)\b.+)")
_PAST = re.compile(r"\b(?:went|came of|turned out|worked out|was|were)\b")
_FAVOUR = re.compile(r"^do you a favour: (?=(?:an?|the|my|our|your|his|her|their|some)\b)")
_TO = re.compile(r"^recommend (?P<one>.+) to (?P<other>.+)$", re.I)


class Wording(NamedTuple):
    """The template, and the words it takes."""

    template: str
    words: dict[str, str]


def promised(promise: PromiseDetails, people: Sequence[Subject]) -> str:
    """As it follows "I said I would": the words of the title, turned to the readers."""
    if promise.kind == "introduction":
        others = join_names([who.name for who in promise.people[1:]])
        if others:
            return f"introduce you to {others}"
    if promise.kind == "share" and promise.item_title:
        return f"send you “{promise.item_title}”"
    line = promise_titles.title(promise.kind, promise.words, [who.name for who in promise.people])
    return _FAVOUR.sub("help you with ", addressed(promise_titles.within_sentence(line), readers(people)))


def worded(promise: PromiseDetails, people: Sequence[Subject]) -> Wording:
    """Which mail says it best, for promises that are no introduction."""
    said = promised(promise, people)
    return _WORDINGS[promise.kind](said)


def recommended(promise: PromiseDetails) -> tuple[str, str] | None:
    """Whom to recommend to whom, where both are named."""
    names = [who.name for who in promise.people]
    found = _TO.match(promise_titles.title(promise.kind, promise.words, names)) if len(names) == 2 else None
    if found is None:
        return None
    one, other = names if _meant(names[0], found["one"]) else reversed(names)
    return (one, other) if _meant(one, found["one"]) and _meant(other, found["other"]) else None


def _meant(name: str, said: str) -> bool:
    return said in (name, first_name(name))


def _share(said: str) -> Wording:
    handed = _HANDED.match(said)
    if handed is None:
        return _favour(said)
    thing = handed["first"] or handed["last"]
    return Wording("share", {"thing": thing, "Thing": f"{thing[:1].upper()}{thing[1:]}"})


def _report_back(said: str) -> Wording:
    title = "What came of your advice" if "your advice" in said else "Getting back to you"
    return Wording("getting_back", {"thing": said, "title": title})


def _ask_after(said: str) -> Wording:
    asked = _ASKED.match(said)
    if asked is None:
        return Wording("check_in", {"thing": said})
    title = "How are you?" if asked["what"].startswith("how you ") else "How is it going?"
    title = "How did it go?" if _PAST.search(asked["what"]) else title
    return Wording("ask_after", {"thing": asked["what"], "title": title})


def _thank(said: str) -> Wording:
    if said.startswith("thank you"):
        return Wording("thank", {"thanks": said})
    return Wording("thank", {"thanks": f"thank you. I said I would {said}, and I have not forgotten"})


def _favour(said: str) -> Wording:
    if congratulated := _CONGRATULATE.match(said):
        return Wording("congratulate", {"what": congratulated["what"]})
    if _TALK.match(said) or _WRITE.match(said):
        return Wording("call" if _TALK.match(said) else "write", {"thing": said})
    return Wording("favour", {"thing": said})


def _recommend(said: str) -> Wording:
    return Wording("recommend", {"thing": said})


def _meet_again(said: str) -> Wording:
    return Wording("meet_again", {})


_WORDINGS = {
    "share": _share,
    "report_back": _report_back,
    "ask_after": _ask_after,
    "thank": _thank,
    "favour": _favour,
    "recommend": _recommend,
    "meet_again": _meet_again,
}
