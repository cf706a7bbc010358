"""`shelf [WORDS]`: what is on the shelf, the newest first, and who has it."""

from collections.abc import Iterator, Sequence

from crm.commands.command_call import Call
from crm.shelf.shelf_list import ShelfRow, shelf_rows
from crm.text.typed_text import line
from crm.things.documents.item import documents


def run(call: Call) -> int:
    rows = shelf_rows(call.read, line(call.text))
    found = {one["key"]: one for one in documents(call.read, [row.id for row in rows])}
    return call.answer({"items": [found[f"item-{row.id}"] for row in rows]}, _lines(rows))


def _lines(rows: Sequence[ShelfRow]) -> Iterator[str]:
    for row in rows:
        promised = f", promised to {', '.join(row.promised_to)}" if row.promised_to else ""
        topics = f" ({', '.join(row.topics)})" if row.topics else ""
        where = f"  {row.url}" if row.url else ""
        yield f"{row.title}{topics}{where}  {row.who_has_it}{promised}  [item-{row.id}]"
    if not rows:
        yield "Nothing on the shelf."
