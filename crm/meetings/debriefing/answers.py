"""The answers of a debrief as they were typed."""

from typing import NamedTuple

from crm.text.typed_text import line


class Answer(NamedTuple):
    """`about` is the person chosen beside the field; None: the first of the meeting. A name and a colon in front
    of the words ("Priya: two cafés") go before both."""

    words: str = ""
    about: int | None = None


class Answers(NamedTuple):
    """`learned` may end in "For me: ..."; `for_me` is the same in a field of its own. `energy` is "yes", "some",
    "no" or ""."""

    learned: Answer = Answer()
    for_me: str = ""
    needs: Answer = Answer()
    offers: Answer = Answer()
    energy: str = ""
    next: str = ""

    @property
    def is_empty(self) -> bool:
        texts = (self.learned.words, self.for_me, self.needs.words, self.offers.words, self.energy, self.next)
        return not any(line(text) for text in texts)
