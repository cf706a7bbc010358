"""One-line texts for written things found by the one box. No Qt here."""

from datetime import date

from crm.search.whole_book import Hit
from crm.text import days_in_words, names


def describe_written(hit: Hit, today: date) -> str:
    """ "14 July, call with Ana: “prices for the second shop”"; "Promise: send Mei the pricing article"."""
    if hit.kind == "promise":
        return f"Promise: {hit.title}{_whose(hit)}"
    if hit.kind == "item":
        return hit.title
    title = hit.title if hit.on is None else hit.title.removeprefix(f"{hit.on.isoformat()} ")
    text = (
        f"{days_in_words.plain(hit.on, today)}, {title}"
        if hit.on is not None
        else f"{title[:1].upper()}{title[1:]}"
    )
    if hit.person is not None and hit.person.split():
        text = text.replace(hit.person, names.first_name(hit.person))
    return text if hit.excerpt in ("", hit.title) else f"{text}: “{hit.excerpt}”"


def _whose(hit: Hit) -> str:
    """For a promise without a name in it: "send her the pricing article"."""
    if hit.person is None or any(part in hit.title for part in hit.person.split()):
        return ""
    return f" ({hit.person})"
