"""Looks into the inbox folder: brings back what was undone, puts away what is settled, and tells what waits."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from crm.capture.names import Names
from crm.errors import FileNotRead, FileNotWritten
from crm.inbox import card_proposals, moved_files, text_proposals
from crm.inbox.arrivals import Arrival, arrivals, read_start
from crm.inbox.card_proposals import Circumstances
from crm.inbox.proposal import Inbox, InboxProposal
from crm.inbox.settled import SettledLines, settled_lines
from crm.storage.reading import Reader

MOST_READ = 40  # files; those after them are read when these are settled
_STILL_NS = 2_000_000_000  # a file written to within the last two seconds may not be whole


class Look(NamedTuple):
    """What one look is made with. `now` is only compared with the times of files."""

    read: Reader
    folder: Path
    today: date
    now: datetime
    is_cancelled: Callable[[], bool] = lambda: False


class _Found(NamedTuple):
    """A file that was read: its proposals, and all its lines, so that one knows when it is settled as a whole."""

    file_id: str
    lines: tuple[int, ...]
    proposals: tuple[InboxProposal, ...]


class InboxReader:
    """Keeps what it read of unchanged files until `forget`. One thread at a time."""

    def __init__(self, book_folder: Path) -> None:
        self._book_folder = book_folder
        self._sizes: dict[str, tuple[int, int]] = {}  # at the look before
        self._kept: dict[tuple[Arrival, date], _Found] = {}
        self._settled = SettledLines({}, {})
        self._names: Names | None = None

    def forget(self) -> None:
        """To be called when people or meetings of the book changed: files may mean something else now."""
        self._kept, self._names = {}, None

    def look(self, look: Look) -> Inbox:
        """Never raises for what lies in the folder."""
        notices: list[str] = []
        try:
            _noting(notices, lambda: moved_files.bring_back(look.read, self._book_folder, look.folder))
            lying = arrivals(look.folder)
        except FileNotRead as refused:
            return Inbox(look.folder, problem=str(refused))
        settled = self._settled_now(look.read)
        ready = [one for one in lying if self._is_still(one, look.now)]
        self._sizes = {one.name: (one.size, one.written_ns) for one in lying}
        proposals: list[InboxProposal] = []
        kept: dict[tuple[Arrival, date], _Found] = {}
        more = 0
        for arrival in ready:
            if len(kept) >= MOST_READ or look.is_cancelled():
                more += 1
                continue
            found = self._found(arrival, settled, look)
            done = settled.lines.get(found.file_id, set())
            if done.issuperset(found.lines):
                self._put_away(arrival, found, look.folder, notices)
                continue
            kept[arrival, look.today] = found
            proposals += [one for one in found.proposals if not done.intersection(one.lines)]
        self._kept = kept
        return Inbox(
            look.folder,
            tuple(proposals),
            more,
            notice=" ".join(notices[:1]),
            arrives=len(ready) < len(lying),
        )

    def put_away_imported(self, folder: Path, proposal: InboxProposal, step_id: int, label: str) -> None:
        """The file was imported on the page for that, by this step. Raises FileNotWritten."""
        for arrival in arrivals(folder):
            if arrival.path == proposal.path and arrival.file_id(proposal.sha256) == proposal.file_id:
                moved_files.put_into_done(
                    self._book_folder, folder, arrival, proposal.file_id, (), step_id, label
                )

    def _settled_now(self, read: Reader) -> SettledLines:
        """After an answer, texts are read again: another file may hold the same words."""
        settled = settled_lines(read)
        if settled != self._settled:
            self._settled = settled
            self._kept = {
                key: found
                for key, found in self._kept.items()
                if all(one.kind != "text" for one in found.proposals)
            }
        return settled

    def _is_still(self, arrival: Arrival, now: datetime) -> bool:
        before = self._sizes.get(arrival.name)
        if before is not None and before != (arrival.size, arrival.written_ns):
            return False
        return not 0 <= now.timestamp() * 1e9 - arrival.written_ns < _STILL_NS

    def _put_away(self, arrival: Arrival, found: _Found, folder: Path, notices: list[str]) -> None:
        _noting(
            notices,
            lambda: moved_files.put_into_done(self._book_folder, folder, arrival, found.file_id, found.lines),
        )

    def _found(self, arrival: Arrival, settled: SettledLines, look: Look) -> _Found:
        kept = self._kept.get((arrival, look.today))
        if kept is not None and not settled.lines.get(kept.file_id):
            return kept
        try:
            return self._read(arrival, settled, look)
        except (FileNotRead, OSError) as refused:
            reason = str(refused) if isinstance(refused, FileNotRead) else f"{arrival.name} cannot be read."
            return _whole(_problem(arrival, reason, look.today))

    def _read(self, arrival: Arrival, settled: SettledLines, look: Look) -> _Found:
        if arrival.refusal:
            raise FileNotRead(arrival.refusal)
        if arrival.kind != "text" and arrival.size > card_proposals.MOST_BYTES:
            return _whole(card_proposals.large_proposal(arrival, arrival.kind, look.today))
        data = read_start(arrival, card_proposals.MOST_BYTES)
        kind = card_proposals.content_kind(data)
        if kind == "text" and arrival.kind != "text":
            raise FileNotRead(f"{arrival.name} holds no contacts and no events.")
        if kind == "text":
            file = text_proposals.read_text(arrival, data)
            found = text_proposals.text_proposals(look.read, self._known(look), file, settled, look.today)
            return _Found(file.file_id, tuple(file.lines), tuple(found))
        if card_proposals.breaks_off(kind, data):
            raise FileNotRead(
                f"{arrival.name} breaks off in the middle. It is read again when the rest has come."
            )
        around = Circumstances(look.read, self._book_folder, look.today, look.is_cancelled)
        return _whole(card_proposals.card_proposal(arrival, kind, data, around))

    def _known(self, look: Look) -> Names:
        if self._names is None:
            self._names = Names.from_reader(look.read)
        return self._names


def _whole(proposal: InboxProposal) -> _Found:
    return _Found(proposal.file_id, proposal.lines, (proposal,))


def _problem(arrival: Arrival, reason: str, today: date) -> InboxProposal:
    file_id = arrival.file_id("")
    return InboxProposal(
        file=arrival.name,
        path=arrival.path,
        kind="problem",
        at=arrival.written_at(today),
        file_id=file_id,
        words_ids=(file_id,),
        title=reason,
    )


def _noting(notices: list[str], do: Callable[[], None]) -> None:
    try:
        do()
    except FileNotWritten as refused:
        notices.append(str(refused))
