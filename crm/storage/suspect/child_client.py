"""Running the child process "examine" on untrusted files. A file without an answer within the limits is
refused.
"""

import subprocess
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Timer

from crm.children import child_command, stdin_arguments
from crm.errors import FileNotRead
from crm.storage.suspect import limits
from crm.storage.suspect.answers import LONGEST, LOOK, READY, BackupCounts, from_line
from crm.storage.suspect.copying import copy_bytes
from crm.storage.suspect.refusals import takes_too_much

_FILES_AT_ONCE = 50  # per process: it is ended by the first file that exceeds a limit


def quick_look(file: Path) -> BackupCounts:
    """The counts of a backup after a check of its structure, but not of every row. Raises FileNotRead."""
    [(_, answer)] = quick_looks([file])
    if isinstance(answer, FileNotRead):
        raise answer
    return answer


def quick_looks(files: Sequence[Path]) -> Iterator[tuple[Path, BackupCounts | FileNotRead]]:
    """Each file with its counts or refusal, in the order given. One child process serves many."""
    left = [file.absolute() for file in files]
    while left:
        batch, answered = left[:_FILES_AT_ONCE], 0
        waits = [limits.limits_for_examining(_size(file)).patience for file in batch]
        with closing(_answers([LOOK, *map(str, batch)], waits)) as answers:
            for file, answer in zip(batch, answers, strict=False):
                answered += 1
                yield file, takes_too_much(file.name) if answer is None else answer
        left = left[max(1, answered) :]


def prepare_copy(source: Path, copy: Path, uid: str = "") -> BackupCounts:
    """Create `copy`: the backup's contents as a sound book of this program's format, completely examined.
    `source` is only read. A book of a format without UIDs gets `uid`, if given. Raises FileNotRead for a file
    that is no good backup, and OSError for errors of the disk.
    """
    copy_bytes(source, copy)
    patience = limits.limits_for_preparing(_size(copy)).patience
    with closing(_answers([READY, str(copy.absolute()), source.name, uid], [patience])) as answers:
        answer = next(answers)
    if isinstance(answer, BackupCounts):
        return answer
    raise answer or takes_too_much(source.name)


def _answers(words: list[str], waits: list[float]) -> Generator[BackupCounts | FileNotRead | None]:
    """One answer for each of `waits`, its time limit in seconds; after a None, the child has ended."""
    child = _start_child(words)
    try:
        for seconds in waits:
            answer = _answer(child, seconds)
            yield answer
            if answer is None:
                break
    finally:
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        child.wait()


def _answer(child: subprocess.Popen[bytes], seconds: float) -> BackupCounts | FileNotRead | None:
    assert child.stdout is not None
    timer = Timer(seconds, child.kill)  # a read from a killed process ends at once
    timer.daemon = True
    timer.start()
    try:
        return from_line(child.stdout.readline(LONGEST))
    finally:
        timer.cancel()


def _start_child(words: list[str]) -> subprocess.Popen[bytes]:
    child = subprocess.Popen(
        child_command("examine"),
        stdin=subprocess.PIPE,  # the child ends when this closes, also if this process is killed
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # exists on Windows only
    )
    assert child.stdin is not None
    with suppress(OSError):  # if the child has ended, its answer is missing
        child.stdin.write(stdin_arguments(words))
        child.stdin.flush()
    return child


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0
