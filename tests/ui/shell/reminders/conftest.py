"""Reminders of one book, with a clock and a notification service of the test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shiboken6 import isValid

from crm.book import Book
from crm.clock import Clock
from tests.ui.shell.desktops import Desktop, desktop, private_bus
from tests.ui.shell.reminders.wall_clock import Wall
from ui.shell.main_window import MainWindow
from ui.shell.reminders import Reminders


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def book(folder: Path, wall: Wall) -> Iterator[Book]:
    opened = Book.open(folder, Clock(read=wall.read))
    yield opened
    opened.close()


@pytest.fixture
def reach(window: MainWindow) -> Iterator[Callable[..., Reminders]]:
    """Starts what the window starts once it is painted."""
    made: list[Reminders] = []

    def start(**more: object) -> Reminders:
        assert window.context is not None
        made.append(Reminders(window, window.context, **more))
        return made[-1]

    yield start
    for one in made:
        if isValid(one):  # not those the story ended
            one.end()


@pytest.fixture(scope="module")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with private_bus(tmp_path_factory.mktemp("bus")) as address:
        yield address


@pytest.fixture
def on_the_bus(bus: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    return bus


@pytest.fixture
def service(on_the_bus: str) -> Iterator[Desktop]:
    with desktop(on_the_bus, "service", "body", "actions", "body-markup") as running:
        yield running
