"""What mends a finding of the checker: words put in the place of vague ones, a sentence added, or a field filled. Pure."""

import re
from dataclasses import dataclass

from crm.asks.sizes import DEFAULT_SIZE, size_in_words
from crm.asks.vague_asks import AskFinding
from crm.asks.vocabulary import words

SIZE_PLACE = "{size}"  # in the vocabulary: these vague words stand for a size
_ARTICLE = re.compile(r"\b(?:a|an|some|another)\s{1,3}$", re.I)
# "can I", "I would love to": a verb must follow
_VERB_WANTED = re.compile(r"\b(?:I|to)\s{1,3}$", re.I)
_FIELDS = {"no_reason": "why", "no_offer": "offer", "no_size": "size"}
_SENTENCE_ENDS = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Remedy:
    """Of the ask's words, `start` to `end` are replaced by `text`; without them, `text` goes into `field`.

    `select` is the part of `text` that the user writes anew.
    """

    label: str
    text: str
    start: int = 0
    end: int = 0
    field: str = ""
    select: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is noted about the person: sentences for the fields, "" where nothing fits."""

    why: str = ""
    offer: str = ""


def explain(finding: AskFinding) -> str:
    """One short sentence: "“quick chat” hides how long it takes."."""
    if finding.start is None:
        return f"{finding.words[:1].upper()}{finding.words[1:]}. {finding.advice}"
    group = _group_of(finding)
    return f"“{finding.words}” {group['hides']}" if group else f"“{finding.words}” asks for a second thing."


def instead_of(finding: AskFinding) -> str:
    """What the vocabulary puts in the place of vague words; "" for other findings."""
    group = _group_of(finding)
    return group["instead"] if group else ""


def remedy_for(finding: AskFinding, text: str, size: str, noted: Suggestions) -> Remedy:
    if finding.start is not None and finding.end is not None:
        if instead := instead_of(finding):
            verb = (_group_of(finding) or {}).get("verb", "")
            return _replace_vague(instead, verb, text, finding, size)
        return _leave_out(text, finding.start, finding.end)
    if finding.rule in _FIELDS:
        return _fill_field(finding.rule, noted)
    return _add_sentence(finding.rule, text)


def _group_of(finding: AskFinding) -> dict[str, str] | None:
    """The group of vague words, told by its advice."""
    groups: list[dict[str, str]] = words("vague")["groups"]
    found = (one for one in groups if one["advice"] == finding.advice)
    return next(found, None) if finding.rule == "vague" else None


def _replace_vague(instead: str, verb: str, text: str, finding: AskFinding, size: str) -> Remedy:
    """`verb` goes before it where the sentence wants one."""
    start, end = finding.start or 0, finding.end or 0
    if instead == SIZE_PLACE:
        said = size_in_words(size) or size_in_words(DEFAULT_SIZE)
        article = _ARTICLE.search(text[:start])
        return Remedy(f"Say “{said}”?", said, article.start() if article else start, end)
    said = f"{verb}{instead}" if _VERB_WANTED.search(text[:start]) else instead
    return Remedy(f"Say {instead.strip('[]')} instead?", said, start, end, select=instead)


def _leave_out(text: str, start: int, end: int) -> Remedy:
    """Leaves out the second request, with the joint before it and the mark after it."""
    before = re.sub(r"(?:[,;]?\s{1,3}(?:and|plus|then|or))?\s{0,3}$", "", text[:start])
    ends_sentence = before.endswith(_SENTENCE_ENDS) or not before
    after = end + 1 if ends_sentence and text[end : end + 1] in ("?", ".") else end
    return Remedy("Leave this for another time?", "", len(before), after)


def _fill_field(rule: str, noted: Suggestions) -> Remedy:
    if rule == "no_size":
        return Remedy(f"Take {size_in_words(DEFAULT_SIZE)}?", DEFAULT_SIZE, field="size")
    said = noted.why if rule == "no_reason" else noted.offer
    label = f"Say “{said}”?" if said else "Write it in its field?"
    return Remedy(label, said, field=_FIELDS[rule])


def _add_sentence(rule: str, text: str) -> Remedy:
    sentence = words("missing")[rule]["instead"]
    written = text.rstrip()
    joint = "" if not written else " " if written.endswith(_SENTENCE_ENDS) else ". "
    placeholder = re.search(r"\[[^\]]{1,80}\]", sentence)
    return Remedy(
        f"Add “{sentence}”?",
        f"{joint}{sentence}",
        len(written),
        len(text),
        select=placeholder[0] if placeholder else "",
    )
