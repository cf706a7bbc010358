"""A promise as it is said to the person it was made to: "send you the pricing article". Pure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crm.drafts.addressing import in_second_person
from crm.drafts.person_details import DraftPerson, recipients
from crm.promises import promise_titles
from crm.promises.full_names import joined
from crm.text.names import first_name
from crm.today.row_details import PromiseDetails

_SEND = re.compile(
    r"^(?:send|share|forward|pass|email|e-mail|mail|message|text|whatsapp|resend|give|show)(?: over| on)? (?:with )?(?:you (?P<first>.+)|(?P<last>.+) (?:to|with) you)$"
)  # fmt: skip
_TALK = re.compile(r"^(?:call|come|get together|phone|ring|speak|talk|visit)\b")
_WRITE = re.compile(r"^(?:e-?mail|mail|message|ping|reach out|remind|text|whatsapp|write) (?:to )?you\b")
_CONGRATULATE = re.compile(r"^congratulate you\b(?P<what>.*)$")
_ASK = re.compile(r"^ask you (?P<what>(?:about|how|if|what|when|where|whether|which|who|why)\b.+)")
_PAST = re.compile(r"\b(?:went|came of|turned out|worked out|was|were)\b")
_FAVOUR = re.compile(r"^do you a favour: (?=(?:an?|the|my|our|your|his|her|their|some)\b)")
_RECOMMEND_TO = re.compile(r"^recommend (?P<one>.+) to (?P<other>.+)$", re.I)


class Recommendation(NamedTuple):
    """Full names."""

    recommended: str
    recipient: str


class TemplateWords(NamedTuple):
    """The template, and the words it takes."""

    template: str
    words: dict[str, str]


def promise_phrase(promise: PromiseDetails, people: Sequence[DraftPerson]) -> str:
    """As it follows "I said I would": the words of the title, turned to the readers."""
    if promise.kind == "introduction":
        others = joined([who.name for who in promise.people[1:]])
        if others:
            return f"introduce you to {others}"
    if promise.kind == "share" and promise.item_title:
        return f"send you “{promise.item_title}”"
    line = promise_titles.title(promise.kind, promise.words, [who.name for who in promise.people])
    return _FAVOUR.sub("help you with ", in_second_person(promise_titles.inside(line), recipients(people)))


def choose_template(promise: PromiseDetails, people: Sequence[DraftPerson]) -> TemplateWords:
    """Which mail says it best, for promises that are no introduction."""
    said = promise_phrase(promise, people)
    return _BY_KIND[promise.kind](said)


def find_recommendation(promise: PromiseDetails) -> Recommendation | None:
    """Who is recommended to whom; None unless the promise names both."""
    names = [who.name for who in promise.people]
    found = (
        _RECOMMEND_TO.match(promise_titles.title(promise.kind, promise.words, names))
        if len(names) == 2
        else None
    )
    if found is None:
        return None
    one, other = names if _is_name_of(names[0], found["one"]) else reversed(names)
    return (
        Recommendation(one, other)
        if _is_name_of(one, found["one"]) and _is_name_of(other, found["other"])
        else None
    )


def _is_name_of(name: str, said: str) -> bool:
    return said in (name, first_name(name))


def _share(said: str) -> TemplateWords:
    handed = _SEND.match(said)
    if handed is None:
        return _favour(said)
    thing = handed["first"] or handed["last"]
    return TemplateWords("share", {"thing": thing, "Thing": f"{thing[:1].upper()}{thing[1:]}"})


def _report_back(said: str) -> TemplateWords:
    title = "What came of your advice" if "your advice" in said else "Getting back to you"
    return TemplateWords("getting_back", {"thing": said, "title": title})


def _ask_after(said: str) -> TemplateWords:
    asked = _ASK.match(said)
    if asked is None:
        return TemplateWords("check_in", {"thing": said})
    title = "How are you?" if asked["what"].startswith("how you ") else "How is it going?"
    title = "How did it go?" if _PAST.search(asked["what"]) else title
    return TemplateWords("ask_after", {"thing": asked["what"], "title": title})


def _thank(said: str) -> TemplateWords:
    if said.startswith("thank you"):
        return TemplateWords("thank", {"thanks": said})
    return TemplateWords("thank", {"thanks": f"thank you. I said I would {said}, and I have not forgotten"})


def _favour(said: str) -> TemplateWords:
    if congratulated := _CONGRATULATE.match(said):
        return TemplateWords("congratulate", {"what": congratulated["what"]})
    if _TALK.match(said) or _WRITE.match(said):
        return TemplateWords("call" if _TALK.match(said) else "write", {"thing": said})
    return TemplateWords("favour", {"thing": said})


def _recommend(said: str) -> TemplateWords:
    return TemplateWords("recommend", {"thing": said})


def _meet_again(said: str) -> TemplateWords:
    return TemplateWords("meet_again", {})


_BY_KIND = {
    "share": _share,
    "report_back": _report_back,
    "ask_after": _ask_after,
    "thank": _thank,
    "favour": _favour,
    "recommend": _recommend,
    "meet_again": _meet_again,
}
