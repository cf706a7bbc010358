"""Computes what files would change in the book, card by card, without writing anything."""

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
from crm.importing.card_matching import CardMatcher
from crm.importing.found_cards import FilePreview, FoundCard, Preview
from crm.importing.job_changes import date_list
from crm.importing.progress import OnProgress, ProgressMonitor
from crm.matching.candidate_lookup import CardSink
from crm.storage.reading import Reader
from crm.text.outside_text import readable

OnCard = Callable[[int, FilePreview, FoundCard], None]
"""Called with the file's index in the call, the file as far as it was read, and its next card."""


def preview(
    read: Reader,
    paths: Sequence[Path | str],
    on_progress: OnProgress | None = None,
    cancelled: Callable[[], bool] | None = None,
    options: Options = DEFAULT_OPTIONS,
    on_card: OnCard = lambda index, file, card: None,
    sink: CardSink | None = None,
) -> Preview:
    """An unreadable file is reported as a remark. Raises Cancelled.

    `on_card` is called for each card once it is matched; an exception it raises cancels the import. With `sink`, cards are
    written while they are read, and none is kept in the preview.
    """
    monitor = ProgressMonitor([Path(path) for path in paths], on_progress, cancelled)
    result = Preview()
    matcher = CardMatcher(read, options, sink)
    try:
        with gc_paused():
            _match_files(matcher, result, paths, monitor, options, on_card)
    except BaseException:
        _release(result)
        raise
    finally:
        matcher.end()
    monitor.finish()
    return result


def _release(result: Preview) -> None:
    """Free the cards one by one, like CardMatcher.end."""
    for file in result.files:
        while file.found:
            file.found.pop()


def _match_files(
    matcher: CardMatcher,
    result: Preview,
    paths: Sequence[Path | str],
    monitor: ProgressMonitor,
    options: Options,
    on_card: OnCard,
) -> None:
    for index, given in enumerate(paths):
        path = Path(given)
        file = FilePreview(str(given), readable(path.name), "", keeps=not matcher.has_sink)
        result.files.append(file)
        for card in _cards(file, path, monitor, options):
            if found := matcher.match_card(file, card):
                on_card(index, file, found)
                matcher.evict()
            monitor.count_card()
        _finish(file)
        monitor.finish_file(path)


def _cards(file: FilePreview, path: Path, monitor: ProgressMonitor, options: Options) -> Iterator[CardRead]:
    """The cards of a file; a read error becomes a remark. Errors raised by the consumer are not caught."""
    try:
        file.format = format_of(path)
        _set_file_date(file, path)
        file.sha256 = _digest(path, monitor)
        with closing(READERS[file.format](path, options, monitor.bytes_read)) as cards:
            yield from cards
    except (FileNotRead, OSError) as error:
        has_sentence = isinstance(error, FileNotRead)
        reason = str(error) if has_sentence else f"{path.name} could not be read to its end."
        file.remarks.append(Remark(0, 0, "", reason))


def _set_file_date(file: FilePreview, path: Path) -> None:
    """Set the day the file was written. LinkedIn's list is dated before its rows are read, as they may be re-sorted."""
    modified_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    file.written_at = modified_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    if file.format == LINKEDIN:
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                date_list(file, line)


def _finish(file: FilePreview) -> None:
    """Report a file without content. An archive may be that of an empty book."""
    file.unreadable = not file.counts and file.archive is None
    if file.unreadable and not file.remarks:
        file.remarks.append(Remark(0, 0, "", f"{file.name} holds no contacts and no events."))


def _digest(path: Path, monitor: ProgressMonitor) -> str:
    digest = sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
            monitor.check()
    return digest.hexdigest()
