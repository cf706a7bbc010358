"""The items of the shelf as cards under two headings: promised, and all others."""

from crm.shelf.shelf_list import ShelfPart, ShelfRow
from crm.things.key import Key
from ui.widgets.card_rows import CardHeading, CardItem, CardRow, FoldedCards, Mark

_TOPICS = 2
MORE = "more"


def cards(part: ShelfPart) -> list[CardItem]:
    """With a line for the rest."""
    promised = [row for row in part.rows if row.promised_to]
    others = [row for row in part.rows if not row.promised_to]
    shown: list[CardItem] = []
    for heading, rows in (("Promised", promised), ("On the shelf", others)):
        if rows:
            shown += [CardHeading(heading), *(_card(row) for row in rows)]
    rest = part.total - len(part.rows)
    return [*shown, FoldedCards(MORE, f"{rest:,} more", "show")] if rest else shown


def key_of(row_id: int) -> str:
    return str(Key("item", row_id))


def _card(row: ShelfRow) -> CardRow:
    who = f"promised to {', '.join(row.promised_to)}" if row.promised_to else row.who_has_it
    topics = [Mark(words, "plain") for words in row.topics if len(words) <= 24][:_TOPICS]
    return CardRow(
        key_of(row.id),
        row.title,
        row.line,
        marks=(*topics, Mark(who)),
        icon="link" if row.url else "library",
        spoken=", ".join(part for part in (row.title, row.line, *row.topics, who) if part),
    )
