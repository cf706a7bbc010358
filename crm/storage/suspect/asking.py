"""Asking the child process "examine" about suspect files. What it cannot answer within its limits is refused."""

import subprocess
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Timer

from crm.children import child_command, stdin_arguments
from crm.errors import FileNotRead
from crm.storage.suspect import limits
from crm.storage.suspect.answers import LONGEST, LOOK, READY, Looked, from_line
from crm.storage.suspect.copying import copy_bytes
from crm.storage.suspect.refusals import takes_too_much

_FILES_AT_ONCE = 50  # for one process: it is ended with the first file that takes too much


def quick_look(file: Path) -> Looked:
    """What a backup says it holds, its structure compared but not its every row. Raises FileNotRead."""
    [(_, answer)] = quick_looks([file])
    if isinstance(answer, FileNotRead):
        raise answer
    return answer


def quick_looks(files: Sequence[Path]) -> Iterator[tuple[Path, Looked | FileNotRead]]:
    """Each file with what it holds or why it is refused, in the order given. One child process serves many."""
    left = [file.absolute() for file in files]
    while left:
        batch, answered = left[:_FILES_AT_ONCE], 0
        waits = [limits.for_looking(_size(file)).patience for file in batch]
        with closing(_answers([LOOK, *map(str, batch)], waits)) as answers:
            for file, answer in zip(batch, answers, strict=False):
                answered += 1
                yield file, takes_too_much(file.name) if answer is None else answer
        left = left[max(1, answered) :]


def ready_copy(source: Path, copy: Path, uid: str = "") -> Looked:
    """`copy` is made: the backup's contents as a sound book of this program's format, examined to the last row.

    `source` is only read. A book of a format that had no uid yet gets `uid`, if one is given.
    Raises FileNotRead for a file that is no good backup, and OSError for the disk's faults.
    """
    copy_bytes(source, copy)
    patience = limits.for_making_ready(_size(copy)).patience
    with closing(_answers([READY, str(copy.absolute()), source.name, uid], [patience])) as answers:
        answer = next(answers)
    if isinstance(answer, Looked):
        return answer
    raise answer or takes_too_much(source.name)


def _answers(words: list[str], waits: list[float]) -> Generator[Looked | FileNotRead | None]:
    """One for each of `waits`, the seconds it may take; after a None, the child has ended."""
    child = _started(words)
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


def _answer(child: subprocess.Popen[bytes], seconds: float) -> Looked | FileNotRead | None:
    assert child.stdout is not None
    timer = Timer(seconds, child.kill)  # a read from a killed process ends at once
    timer.daemon = True
    timer.start()
    try:
        return from_line(child.stdout.readline(LONGEST))
    finally:
        timer.cancel()


def _started(words: list[str]) -> subprocess.Popen[bytes]:
    child = subprocess.Popen(
        child_command("examine"),
        stdin=subprocess.PIPE,  # the child ends when this closes, also because we were killed
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows alone has it
    )
    assert child.stdin is not None
    with suppress(OSError):  # where it has ended, its answer is missing
        child.stdin.write(stdin_arguments(words))
        child.stdin.flush()
    return child


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0
