"""A folder that takes no writing: mounted read-only where this user may mount, else by the rights of what is in it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def read_only(place: Path) -> Iterator[None]:
    """A folder or a file. Skips the test where neither works."""
    if os.name != "posix":
        pytest.skip("rights are another matter here")
    if os.geteuid() != 0:
        with _without_rights(place):
            yield
        return
    _mount("--bind", str(place), str(place))
    try:
        _mount("-o", "remount,ro,bind", str(place))
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def _mount(*words: str) -> None:
    if subprocess.run(["mount", *words], capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")


@contextmanager
def _without_rights(top: Path) -> Iterator[None]:
    had = {place: place.stat().st_mode for place in [top, *top.rglob("*")]}
    for place, mode in had.items():
        place.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for place, mode in had.items():
            place.chmod(mode)
