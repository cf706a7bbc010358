"""A private bus with a desktop's notification service on it, heard by the tests."""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

SERVICE = Path(__file__).with_name("notification_service.py")
NEEDS_A_BUS = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed (Debian: apt-get install dbus)"
)
_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


class Desktop:
    """`calls` are those the service got so far, capabilities left out."""

    def __init__(self, service: "subprocess.Popen[str]") -> None:
        self._service = service
        self._lines: list[dict[str, Any]] = []
        self._ready = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def calls(self) -> list[dict[str, Any]]:
        return [one for one in list(self._lines) if one["method"] in ("Notify", "AddNotification")]

    @property
    def asked(self) -> list[str]:
        """The names of all that was called."""
        return [one["method"] for one in list(self._lines)]

    def wait_until_ready(self) -> None:
        assert self._ready.wait(20), "the notification service did not start"

    def click(self, which: int | str) -> None:
        assert self._service.stdin is not None
        self._service.stdin.write(f"{which}\n")
        self._service.stdin.flush()

    def end(self) -> None:
        self._service.kill()
        self._service.wait()
        self._reader.join()
        for pipe in (self._service.stdin, self._service.stdout):
            assert pipe is not None
            pipe.close()

    def _read(self) -> None:
        assert self._service.stdout is not None
        for line in self._service.stdout:
            self._lines.append(json.loads(line))
            self._ready.set()


@contextmanager
def private_bus(folder: Path) -> Iterator[str]:
    """Its address. The daemon says when it listens."""
    socket, config = folder / "bus", folder / "bus.conf"
    config.write_text(_CONFIG.format(socket=socket))
    with subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as daemon:  # fmt: skip
        assert daemon.stdout is not None
        daemon.stdout.readline()
        yield f"unix:path={socket}"
        daemon.kill()


@contextmanager
def desktop(address: str, kind: str = "service", *capabilities: str) -> Iterator[Desktop]:
    service = subprocess.Popen(
        [sys.executable, str(SERVICE), address, kind, *capabilities],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    running = Desktop(service)
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.end()
