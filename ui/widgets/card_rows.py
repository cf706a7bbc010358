"""What a list of cards shows: headings, cards with a title and a line, and lines that stand for folded cards."""

from typing import NamedTuple

from crm.people.short_names import PersonRef


class Mark(NamedTuple):
    """A few words at the right of a card. `tone` is that of a chip; "" for words without a background."""

    words: str
    tone: str = ""


class CardHeading(NamedTuple):
    text: str
    hint: str = ""  # quiet words after it

    @property
    def id(self) -> str:
        return self.text


class CardRow(NamedTuple):
    """One thing. `id` is its key, such as "introduction-2". The last mark is the most important one: in a narrow
    list the first ones are left out."""

    id: str
    title: str
    line: str
    people: tuple[PersonRef, ...] = ()
    marks: tuple[Mark, ...] = ()
    icon: str = ""  # of a row without people
    spoken: str = ""  # the accessible text, if it is not title, line and marks

    @property
    def accessible_text(self) -> str:
        parts = (self.title, self.line, *(mark.words for mark in self.marks))
        return self.spoken or ", ".join(part for part in parts if part)


class FoldedCards(NamedTuple):
    """Cards that are not shown until the line is opened: "4 closed, the last “quote in ranges”", "show"."""

    id: str
    words: str
    offer: str


CardItem = CardHeading | CardRow | FoldedCards


def accessible_text(item: CardItem) -> str:
    match item:
        case CardRow():
            return item.accessible_text
        case FoldedCards():
            return f"{item.words}. {item.offer}"
        case CardHeading():
            return f"{item.text}, {item.hint}" if item.hint else item.text
