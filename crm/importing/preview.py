"""What files would do to the book, card by card: nothing is written here."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from crm.contacts.contact import Remark
from crm.errors import FileNotRead
from crm.formats.card import CardRead
from crm.formats.csv.table_kinds import LINKEDIN
from crm.formats.garbage_collection import gc_paused
from crm.formats.read_options import DEFAULT_OPTIONS, Options
from crm.formats.readers import READERS, format_of
from crm.importing.card_matching import Judge
from crm.importing.found_cards import FilePreview, FoundCard, Preview
from crm.importing.job_changes import date_list
from crm.importing.progress import Progress, Watch
from crm.matching.candidate_lookup import CardSink
from crm.storage.reading import Reader
from crm.text.outside_text import readable

Taken = Callable[[int, FilePreview, FoundCard], None]
"""The place of the file in the call from 0, the file as far as it is read, and its next card."""


def preview(
    read: Reader,
    paths: Sequence[Path | str],
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    options: Options = DEFAULT_OPTIONS,
    taken: Taken = lambda place, file, card: None,
    written: CardSink | None = None,
) -> Preview:
    """A file that cannot be read is a remark of its own. Raises Cancelled.

    `taken` hears of each card as soon as it is judged; what it raises ends the reading. With `written`, who took
    them has them in the book: then no card is kept here.
    """
    watch = Watch([Path(path) for path in paths], progress, cancelled)
    result = Preview()
    judge = Judge(read, options, written)
    try:
        with gc_paused():
            _judge_files(judge, result, paths, watch, options, taken)
    except BaseException:
        _forget(result)
        raise
    finally:
        judge.end()
    watch.finish()
    return result


def _forget(result: Preview) -> None:
    """Bit by bit, as Judge.end."""
    for file in result.files:
        while file.found:
            file.found.pop()


def _judge_files(
    judge: Judge, result: Preview, paths: Sequence[Path | str], watch: Watch, options: Options, taken: Taken
) -> None:
    for place, given in enumerate(paths):
        path = Path(given)
        file = FilePreview(str(given), readable(path.name), "", keeps=not judge.is_written)
        result.files.append(file)
        for card in _cards(file, path, watch, options):
            if found := judge.take(file, card):
                taken(place, file, found)
                judge.let_go()
            watch.card()
        _settle(file)
        watch.file_done(path)


def _cards(file: FilePreview, path: Path, watch: Watch, options: Options) -> Iterator[CardRead]:
    """Where the reading fails, a remark says so; what whoever takes the cards raises is another matter."""
    try:
        file.format = format_of(path)
        _date(file, path)
        file.sha256 = _digest(path, watch)
        with closing(READERS[file.format](path, options, watch.bytes_read)) as cards:
            yield from cards
    except (FileNotRead, OSError) as wrong:
        is_told = isinstance(wrong, FileNotRead)
        reason = str(wrong) if is_told else f"{path.name} could not be read to its end."
        file.remarks.append(Remark(0, 0, "", reason))


def _date(file: FilePreview, path: Path) -> None:
    """What tells an old file from a new one. Of LinkedIn's list it is looked for at once, as its rows may be sorted anew."""
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    file.written_at = written.strftime("%Y-%m-%dT%H:%M:%SZ")
    if file.format == LINKEDIN:
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                date_list(file, line)


def _settle(file: FilePreview) -> None:
    """Of a file with nothing in it something is said, too. An archive may be of an empty book."""
    file.unreadable = not file.counts and file.archive is None
    if file.unreadable and not file.remarks:
        file.remarks.append(Remark(0, 0, "", f"{file.name} holds no contacts and no events."))


def _digest(path: Path, watch: Watch) -> str:
    digest = sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
            watch.look()
    return digest.hexdigest()
