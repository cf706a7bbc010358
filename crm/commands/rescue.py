"""`rescue FILE [INTO]`: builds a new book out of a damaged one, and lists what could not be saved."""

from pathlib import Path
from typing import TextIO

from crm.clock import Clock
from crm.commands.arguments import Request
from crm.commands.command_call import write_answer
from crm.storage.rescue.rescuing import Rescued, rescue
from crm.text.days_in_words import counted


def run_without_book(request: Request, folder: Path, cwd: Path, clock: Clock, out: TextIO) -> int:
    """Returns 1 if anything was lost. Raises as `rescue`."""
    places = [cwd / Path(word).expanduser() for word in request.words]
    rescued = rescue(places[0], places[1] if len(places) > 1 else None)
    write_answer(request, out, _document(rescued), _lines(rescued))
    return 1 if rescued.losses else 0


def _document(rescued: Rescued) -> dict[str, object]:
    return {
        "book": str(rescued.book),
        "people": rescued.people,
        "meetings": rescued.meetings,
        "promises": rescued.promises,
        "lost": [loss.sentence for loss in rescued.losses],
    }


def _lines(rescued: Rescued) -> list[str]:
    people = counted(rescued.people, "person", "people")
    rest = f"{counted(rescued.meetings, 'meeting')}, {counted(rescued.promises, 'promise')}"
    lines = [f"{rescued.book}: {people}, {rest}"]
    if not rescued.losses:
        return [*lines, "Everything was saved."]
    return [*lines, "Not saved, or not as it was:", *(f"  {loss.sentence}" for loss in rescued.losses)]
