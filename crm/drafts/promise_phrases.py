"""Phrases a promise for a mail to its recipient: "send you the pricing article". Pure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crm.drafts.addressing import in_second_person
from crm.drafts.person_details import DraftPerson, recipients
from crm.promises import promise_titles
from crm.promises.full_names import join_names
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
    """A template's name and the words to fill it with."""

    template: str
    words: dict[str, str]


def promise_phrase(promise: PromiseDetails, people: Sequence[DraftPerson]) -> str:
    """Completes "I said I would ...": the promise's title in second person."""
    if promise.kind == "introduction":
        others = join_names([who.name for who in promise.people[1:]])
        if others:
            return f"introduce you to {others}"
    if promise.kind == "share" and promise.item_title:
        return f"send you “{promise.item_title}”"
    line = promise_titles.title(promise.kind, promise.words, [who.name for who in promise.people])
    return _FAVOUR.sub(
        "help you with ", in_second_person(promise_titles.within_sentence(line), recipients(people))
    )


def choose_template(promise: PromiseDetails, people: Sequence[DraftPerson]) -> TemplateWords:
    """The template that suits the promise best; not for introductions."""
    phrase = promise_phrase(promise, people)
    return _BY_KIND[promise.kind](phrase)


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
    named_first, named_second = names if _is_name_of(names[0], found["one"]) else reversed(names)
    return (
        Recommendation(named_first, named_second)
        if _is_name_of(named_first, found["one"]) and _is_name_of(named_second, found["other"])
        else None
    )


def _is_name_of(name: str, phrase: str) -> bool:
    return phrase in (name, first_name(name))


def _share(phrase: str) -> TemplateWords:
    sent = _SEND.match(phrase)
    if sent is None:
        return _favour(phrase)
    thing = sent["first"] or sent["last"]
    return TemplateWords("share", {"thing": thing, "Thing": f"{thing[:1].upper()}{thing[1:]}"})


def _report_back(phrase: str) -> TemplateWords:
    title = "What came of your advice" if "your advice" in phrase else "Getting back to you"
    return TemplateWords("getting_back", {"thing": phrase, "title": title})


def _ask_after(phrase: str) -> TemplateWords:
    asked = _ASK.match(phrase)
    if asked is None:
        return TemplateWords("check_in", {"thing": phrase})
    title = "How are you?" if asked["what"].startswith("how you ") else "How is it going?"
    title = "How did it go?" if _PAST.search(asked["what"]) else title
    return TemplateWords("ask_after", {"thing": asked["what"], "title": title})


def _thank(phrase: str) -> TemplateWords:
    if phrase.startswith("thank you"):
        return TemplateWords("thank", {"thanks": phrase})
    return TemplateWords("thank", {"thanks": f"thank you. I said I would {phrase}, and I have not forgotten"})


def _favour(phrase: str) -> TemplateWords:
    if congratulated := _CONGRATULATE.match(phrase):
        return TemplateWords("congratulate", {"what": congratulated["what"]})
    if _TALK.match(phrase) or _WRITE.match(phrase):
        return TemplateWords("call" if _TALK.match(phrase) else "write", {"thing": phrase})
    return TemplateWords("favour", {"thing": phrase})


def _recommend(phrase: str) -> TemplateWords:
    return TemplateWords("recommend", {"thing": phrase})


def _inform(phrase: str) -> TemplateWords:
    return TemplateWords("inform", {"thing": phrase})


def _meet_again(phrase: str) -> TemplateWords:
    return TemplateWords("meet_again", {})


_BY_KIND = {
    "share": _share,
    "report_back": _report_back,
    "ask_after": _ask_after,
    "thank": _thank,
    "favour": _favour,
    "recommend": _recommend,
    "meet_again": _meet_again,
    "inform": _inform,
}
