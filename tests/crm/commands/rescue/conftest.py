"""A copy of the sample book to be damaged."""

import shutil
from pathlib import Path

import pytest

from tests.damaged_books import fill


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("books") / "sample"
    fill(folder)
    return folder / "goodturn.db"


@pytest.fixture
def damaged(sample_file: Path, tmp_path: Path) -> Path:
    """The sample book, for each test to damage as it likes."""
    return Path(shutil.copyfile(sample_file, tmp_path / "damaged.db"))
