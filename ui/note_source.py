"""Where a text given to Log comes from, if it is not typed: some lines of a file in the inbox folder."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crm.inbox.proposal import InboxProposal  # loaded after the first paint


class NoteSource(NamedTuple):
    """Logging the text settles `of` in the same step."""

    of: "InboxProposal"

    @property
    def name(self) -> str:
        return self.of.file

    @property
    def on(self) -> date:
        """The day on which it was written: days in its words are meant from there."""
        return self.of.at.date()
