"""`find QUERY`: searches people and all text."""

from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.search import whole_book

_USUAL = 50


def run(call: Call) -> int:
    found = whole_book.find(call.read, call.text, _limit(call))
    hits = [
        {
            "key": None if h.kind == "person" else f"{h.kind}-{h.id}",
            "kind": h.kind,
            "id": h.id,
            "title": h.title,
            "excerpt": h.excerpt,
            "person": h.person,
            "score": h.score,
        }
        for h in found
    ]
    lines = [f"{hit.kind:<12} {hit.id:>6}  {hit.title}{_rest(hit)}" for hit in found]
    return call.answer({"hits": hits}, lines or ["Nothing found."], 0 if hits else 1)


def _rest(hit: whole_book.Hit) -> str:
    return f": {hit.excerpt}" if hit.excerpt and hit.excerpt != hit.title else ""


def _limit(call: Call) -> int:
    text = call.request.values.get("limit", str(_USUAL))
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 100_000):
        raise UsageError(f"--limit {text} is no number of hits.", call.request.command)
    return int(text)
