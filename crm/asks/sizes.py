"""How much an ask takes: the sizes offered, and the sentence that says it where the ask itself does not. Pure."""

from crm.asks.phrase_patterns import words_of
from crm.asks.vocabulary import patterns

SIZES = ("yes or no", "15 min", "20 min", "an hour")
DEFAULT_SIZE = "20 min"
_IN_WORDS = {"yes or no": "a yes or no", "15 min": "15 minutes", "20 min": "20 minutes", "an hour": "an hour"}


def size_in_words(size: str) -> str:
    """ "20 minutes" of "20 min"; another size as it was written."""
    return _IN_WORDS.get(size.strip(), size.strip())


def says_a_size(text: str) -> bool:
    return patterns("size").matches_any(words_of(text))


def with_size(text: str, size: str) -> str:
    """The ask as it is sent: a size chosen beside the text is said in it."""
    if not size.strip() or says_a_size(text):
        return text
    said = size_in_words(size)
    sentence = (
        "A yes or no is enough."
        if said == "a yes or no"
        else f"{said[:1].upper()}{said[1:]} would be enough."
    )
    return f"{text.rstrip()} {sentence}"
