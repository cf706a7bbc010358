"""What a sentence says by where it stands: after the question people offer and let go, before it they say why.

No list of phrases holds all the ways to offer, so a sentence that no phrase explains counts by its place, its subject
and its verb. Pure functions.
"""

from collections.abc import Iterator, Sequence

from crm.asks.phrase_patterns import Word, sentences
from crm.asks.present_parts import offers
from crm.asks.vocabulary import one_of, patterns

Words = Sequence[Word]
_LONGEST_CHOICE = 8  # words: "Inhaler before or after the climb?"


def offers_after_question(text_words: Words) -> bool:
    """ "Which one did you use? ... I've cut forty brackets for your fence."."""
    return any(_is_deed_of_mine(one) for one in _after_question(text_words))


def releases_after_question(text_words: Words) -> bool:
    """ "... You can also pretend you never got this", "... Or tell me to drop it"."""
    return any(_releases(one) for one in _after_question(text_words))


def says_size_after_question(text_words: Words) -> bool:
    """ "... A rough figure by text is fine", "... Just send the name"."""
    return any(
        patterns("size_after").matches_any(one) and not _lows(one) & one_of("place", "no_size")
        for one in _after_question(text_words)
    )


def gives_reason_before_question(text_words: Words) -> bool:
    """ "I turn to you as a father of twins. Did you need ...?"."""
    return any(_says_why(_lows(one)) for one in _before_question(text_words))


def _says_why(lows: set[str]) -> bool:
    if not lows & one_of("place", "you") or lows & one_of("place", "no_reason"):
        return False
    return not lows & one_of("place", "turns_to") or bool(lows & one_of("place", "why"))


def may_say_in_other_words(text_words: Words) -> bool:
    """Whether size, offer and way out have a sentence each after the question, or two where the question says the size.

    Such an ask is whole in somebody's own words, though no phrase of the vocabulary is among them.
    """
    spoken = sum(not _lows(one) & one_of("place", "closing") for one in _after_question(text_words))
    sized = is_closed_question(text_words) or any(
        patterns("size").matches_any(one) for one in _questions(text_words)
    )
    return spoken >= (2 if sized else 3)


def is_closed_question(text_words: Words) -> bool:
    """ "Was the exam in German only?", "Salt or membrane?": so small that a word answers it."""
    return any(
        (patterns("closed").matches_any(one) or _is_choice(one)) and not _lows(one) & one_of("place", "open")
        for one in _questions(text_words)
    )


def _is_choice(question: Words) -> bool:
    return "or" in _lows(question) and len(question) <= _LONGEST_CHOICE


def _is_deed_of_mine(inside: Words) -> bool:
    lows = _lows(inside)
    if not lows & one_of("place", "me") or lows & one_of("place", "no_deed"):
        return False
    return inside[0].low not in one_of("way_out", "begins")


def _releases(inside: Words) -> bool:
    lows = _lows(inside)
    return bool(lows & one_of("place", "releasing")) and not (
        lows & one_of("place", "no_release") or offers(inside)
    )


def _lows(inside: Words) -> set[str]:
    return {word.low for word in inside}


def _after_question(text_words: Words) -> Iterator[Words]:
    asked = False
    for first, last in sentences(text_words):
        if asked and text_words[last - 1].low != "?":
            yield text_words[first:last]
        asked = asked or _is_question(text_words[first:last])


def _before_question(text_words: Words) -> Iterator[Words]:
    parts = [text_words[first:last] for first, last in sentences(text_words)]
    asked = next((at for at, one in enumerate(parts) if _is_question(one)), 0)
    yield from parts[:asked]


def _questions(text_words: Words) -> list[Words]:
    parts = [text_words[first:last] for first, last in sentences(text_words)]
    return [one for one in parts if _is_question(one)]


def _is_question(inside: Words) -> bool:
    return inside[-1].low == "?" and not patterns("greeting").matches_any(inside)
