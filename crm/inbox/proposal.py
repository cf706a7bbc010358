"""What waits in the inbox folder for the user's word, as frozen records."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.capture.draft import Draft
from crm.people.short_names import PersonRef

# What Enter does with a proposal.
TAKE = "take"  # takes it in
CHOOSE = "choose"  # opens Log or the preview of an import: something must be decided first
KNOWN = "known"  # it is in the book already: the file is put away
NOTHING = "nothing"  # nothing can be taken from it


class Detail(NamedTuple):
    """One line of what would be noted. `icon` is drawn where nobody is named; `chip` is a day: "Monday"."""

    words: str
    person: PersonRef | None = None
    icon: str = ""
    chip: str = ""


@dataclass(frozen=True, slots=True)
class InboxProposal:
    """One file, or some lines of a text. `title` is a sentence, "" for a text; `words` are a text's own, "" for others.

    `at` is when the file was written, in local time. `remark` is one sentence on what is special here, and
    `hint` one on what the keys of the window do about it. `lines` and
    `file_id` say what is settled by an answer; `words_ids`, one a line, are the same wherever the same came in.
    """

    file: str
    path: Path
    kind: str  # text | card | calendar | problem
    at: datetime
    file_id: str
    words_ids: tuple[str, ...]
    lines: tuple[int, ...] = (0,)
    enter: str = NOTHING
    title: str = ""
    words: str = ""
    details: tuple[Detail, ...] = ()
    remark: str = ""
    hint: str = ""
    sha256: str = ""  # of a file of cards or a calendar that may be taken in as it is
    draft: Draft | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        return f"{self.file_id} {self.lines[0]}"


@dataclass(frozen=True, slots=True)
class Inbox:
    """All that waits. `problem` says why the folder cannot be read; `notice`, what went wrong with settled files.

    `more`: files that are read when these are settled. `arrives`: some are still being written, so it is worth looking again soon.
    """

    folder: Path | None = None
    proposals: tuple[InboxProposal, ...] = ()
    more: int = 0
    problem: str = ""
    notice: str = ""
    arrives: bool = False
