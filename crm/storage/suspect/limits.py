"""Limits of time and memory for an untrusted file: far more than any book of its size needs."""

import sqlite3
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_MB = 1 << 20
_STEPS_BETWEEN_CHECKS = 20_000  # steps of SQLite's virtual machine
_MOST_SQL = 1_000_000  # bytes; the longest statement of a book's schema has 5,000


class Limits(NamedTuple):
    processor: int  # seconds of processor time
    patience: float  # seconds of real time, also on a busy machine or a slow disk
    memory: int  # bytes beyond those of the child process at its start
    written: int  # bytes of the largest file


def limits_for_examining(size: int) -> Limits:
    """For checking the structure and counting people. `size` is the file's, in bytes."""
    return Limits(2 + size // (50 * _MB), 15 + size / (5 * _MB), 256 * _MB, 0)


def limits_for_preparing(size: int) -> Limits:
    """For everything else, which takes about 0.2 s per MB: a slow machine may take five times as long."""
    processor = 6 + size // _MB
    return Limits(processor, 30.0 + 3 * processor, 384 * _MB + 6 * size, 64 * _MB + 4 * size)


def limit_process(limits: Limits) -> None:
    """Limit this process permanently; not on Windows, where `limit_connection` and the parent's time limit
    apply.
    """
    with suppress(ImportError):
        import resource  # not on Windows

        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, limits.written)
        _limit(resource.RLIMIT_AS, mapped_memory(resource.getpagesize()) + limits.memory)


def limit_stage(limits: Limits) -> None:
    """Limits until the next call; never more than `limit_process` allows."""
    with suppress(ImportError):
        import resource  # not on Windows

        _limit(resource.RLIMIT_AS, mapped_memory(resource.getpagesize()) + limits.memory, for_good=False)
        # SQLite's own limit comes first, as it can still answer; this one kills the process.
        _limit(resource.RLIMIT_CPU, int(time.process_time()) + limits.processor + 2, for_good=False)


def limit_connection(connection: sqlite3.Connection, limits: Limits) -> None:
    """From now on, statements fail with sqlite3.OperationalError once the processor time is used up."""
    until = time.process_time() + limits.processor
    connection.set_progress_handler(lambda: time.process_time() > until, _STEPS_BETWEEN_CHECKS)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _MOST_SQL)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)


def _limit(which: int, most: int, for_good: bool = True) -> None:
    if sys.platform != "win32":
        import resource  # not on Windows

        with suppress(OSError, ValueError):  # a lower existing limit stays
            _, hard = resource.getrlimit(which)
            if hard != resource.RLIM_INFINITY:
                most = min(most, hard)
            resource.setrlimit(which, (most, most if for_good else hard))


def mapped_memory(page: int) -> int:
    """Bytes of address space in use; a generous value without /proc."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * page
    except OSError:
        return 1 << 30
