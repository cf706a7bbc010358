"""A verb said once for two people: "send Ana the template and Priya the list" is two promises."""

from collections.abc import Iterator, Sequence

from crm.capture.names import Names
from crm.capture.tokens import Token, tokens
from crm.capture.vocabulary import one_of


def with_verb_again(text: str, names: Names) -> str:
    """The verb put before each further person who gets something of their own; else the text as it is."""
    found = tokens(text)
    at = next(
        (place for place, one in enumerate(found) if one.low in one_of("debriefs", "given_verbs")), None
    )
    if at is None or at > 2 or _thing_after_name(found, at + 1, names) is None:  # "I will send"
        return text
    verb, made, end = found[at].low, [], 0
    for place in _further_people(found, at + 1, names):
        joint, start = found[place - 1], found[place].start
        made.append(
            f"{text[end : joint.start].rstrip()}{joint.text if joint.text == ',' else ' and'} {verb} "
        )
        end = start
    return "".join([*made, text[end:]])


def _further_people(found: Sequence[Token], first: int, names: Names) -> Iterator[int]:
    """The places of names behind "and" or a comma that are followed by a thing, as the first one is."""
    for place in range(first + 2, len(found)):
        if found[place].text in (".", ";", "\n"):
            return
        if found[place - 1].low in ("and", ",") and _thing_after_name(found, place, names) is not None:
            yield place


def _thing_after_name(found: Sequence[Token], at: int, names: Names) -> int | None:
    """The place of "the list" or "about the fair" directly behind a name of one or two words at `at`."""
    for length in (2, 1):
        end = at + length
        words = [one.base for one in found[at:end]]
        is_name = len(words) == length and bool(names.full(" ".join(words)) or names.first(" ".join(words)))
        if is_name and end < len(found) and found[end].low in one_of("debriefs", "given_things"):
            return end
    return None
