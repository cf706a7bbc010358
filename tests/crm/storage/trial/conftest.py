"""The trial format, and a sample book of the format before it."""

import shutil
from pathlib import Path

import pytest

from crm.people import adding, deleting
from crm.people.lookup import find_person
from crm.sample.book import open_sample
from crm.storage.format import migrating
from tests.conftest import clock
from tests.crm.storage.trial import trial_format
from tests.crm.storage.trial.migrating_books import Switch


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trial_format.room(tmp_path_factory.mktemp("trial"))


@pytest.fixture
def updated(room: Path, monkeypatch: pytest.MonkeyPatch) -> Switch:
    """From the moment it is called, the program is one of the trial format."""
    return lambda: monkeypatch.setattr(migrating, "FORMAT_FOLDER", room)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, with a person added and another taken out again, by a program of today."""
    folder = tmp_path_factory.mktemp("told") / "book"
    book = open_sample(folder, clock())
    with book.work() as work:
        adding.add(work, "Nobody Names Me")
    with book.work() as work:
        deleting.delete(work, find_person(book.read, "Ana Ruiz"))
    book.close()
    return folder


@pytest.fixture
def sample(told: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(told, tmp_path / "book"))
