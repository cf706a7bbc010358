"""Phrases that several rows share: where something was said, what a person is looking for."""

import re
from datetime import date

from crm.text import days_in_words

_OVER = {
    "coffee": "over coffee",
    "call": "in a call",
    "video": "on video",
    "meal": "over a meal",
    "walk": "on a walk",
    "visit": "on a visit",
    "event": "at an event",
    "message": "in a message",
    "email": "by e-mail",
    "letter": "in a letter",
    "meeting": "when you met",
}
KIND_NAMES = {
    "coffee": "coffee",
    "call": "the call",
    "video": "the video call",
    "meal": "the meal",
    "walk": "the walk",
    "visit": "the visit",
    "event": "the event",
    "message": "the message",
    "email": "the e-mail",
    "letter": "the letter",
    "meeting": "the meeting",
}
_TITLES = {"video": "Video call", "email": "E-mail"}
_DETERMINED = re.compile(r"^(?:an?|the|some|any|more|new|his|her|their|my|\d+)\s", re.I)
_COUNTED = re.compile(
    r"(?:er|or|ist|ant|ian|eer|hire|mentor|job|flat|studio|office|space|venue|agency|firm|intern|partner|lawyer|founder)$", re.I
)  # fmt: skip
# What is counted is the noun before these: "teas with papers in order" are no order.
_AFTER_NOUN = re.compile(r" (?:with|without|for|in|of|at|on|to|from|near|by|who|that|and|or) ", re.I)

_SAID_AS_YOU = re.compile(r"(?:uni(?!n|m)|us[ae]|utili|eu|ewe|one?\b|once|one-)", re.I)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.I)


def over(kind: str | None) -> str:
    """ "over coffee"."""
    return _OVER[kind] if kind else ""


def where(kind: str | None, on: date | None, today: date) -> str:
    """ "over coffee on Thursday"; empty if the kind or the day is missing."""
    if kind is None or on is None:
        return ""
    return f"{_OVER[kind]} {days_in_words.on(on, today)}"


def meeting_title(kind: str) -> str:
    return _TITLES.get(kind, kind.capitalize())


def wanted(topic: str) -> str:
    """A topic as the object of "looking for": "a packaging designer", "packaging and print"."""
    if _DETERMINED.match(topic) or not _COUNTED.search(_AFTER_NOUN.split(topic)[0]):
        return topic
    return f"{article(topic)} {topic}"


def article(noun: str) -> str:
    """ "a" or "an" by pronunciation: an hour, a university, an MBA, a one-off."""
    word = noun.split(" ")[0]
    if word.isupper() and len(word) > 1:
        return "an" if word[0] in "AEFHILMNORSX" else "a"
    if _SAID_AS_YOU.match(word):
        return "a"
    return "an" if word[:1].lower() in "aeiou" or _SILENT_H.match(word) else "a"
