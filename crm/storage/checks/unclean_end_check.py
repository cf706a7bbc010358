"""Examination after an unclean shutdown in a child process, so that the window stays responsive.
The child writes nothing. The process that opens the book holds its lock until it has the answer.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from crm import children
from crm.errors import BookDamaged, BookNotUsable
from crm.examination import Finding
from crm.storage.lock import LockRecord
from crm.storage.wal.belongs_to_book import DamagedLog, ForeignLog, examine_after_unclean_end

_POLL_SECONDS = 0.1  # seconds between two checks for cancellation
_REFUSALS: tuple[type[BookNotUsable], ...] = (ForeignLog, DamagedLog, BookDamaged)


class ExaminationCancelled(BookNotUsable):
    def __init__(self) -> None:
        super().__init__("The window was closed before the book was looked through; nothing was changed.")


class _Answer(NamedTuple):
    """`refusal` is the name of the exception class, or "" for a sound book."""

    refusal: str
    sentence: str
    findings: list[Finding]


def examine_in_child(file: Path, record: LockRecord | None, is_cancelled: Callable[[], bool]) -> None:
    """As `examine_after_unclean_end`, with the same exceptions. Raises ExaminationCancelled once
    `is_cancelled`.
    """
    output = _ask_child(file, record, is_cancelled)
    try:
        refusal, sentence, findings = json.loads(output)
        answer = _Answer(refusal, sentence, [Finding(*one) for one in findings])
    except (ValueError, TypeError):
        # The child failed in an unexpected way: examine here, so that the exception is handled as usual.
        examine_after_unclean_end(file, record)
        return
    for kind in _REFUSALS:
        if kind.__name__ == answer.refusal:
            raise (
                kind(answer.sentence, answer.findings)
                if issubclass(kind, BookDamaged)
                else kind(answer.sentence)
            )


def _ask_child(file: Path, record: LockRecord | None, is_cancelled: Callable[[], bool]) -> bytes:
    with subprocess.Popen(
        children.child_command("look"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None
        with process.stdin as pipe:
            pipe.write(children.stdin_arguments([str(file.absolute()), *_record_arguments(record)]))
        process.stdin = None  # closed already
        while True:
            try:
                return process.communicate(timeout=_POLL_SECONDS)[0]
            except subprocess.TimeoutExpired:
                if is_cancelled():
                    process.kill()
                    raise ExaminationCancelled from None


def _record_arguments(record: LockRecord | None) -> list[str]:
    return [] if record is None else [record.book, "open" if record.is_open else "closed"]


def main(words: list[str]) -> int:
    """`words` is empty; standard input has the book's file and its lock record. 1 for an unexpected
    exception.
    """
    file, *record_words = children.read_stdin_arguments()
    record = LockRecord(record_words[0], record_words[1] == "open") if record_words else None
    answer = _Answer("", "", [])
    try:
        examine_after_unclean_end(Path(file), record)
    except _REFUSALS as refused:
        findings = list(refused.findings) if isinstance(refused, BookDamaged) else []
        answer = _Answer(type(refused).__name__, str(refused), findings)
    sys.stdout.write(json.dumps(answer))
    return 0
