"""Child processes start through main.py by a hidden word: a frozen build has no python -c."""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from crm import children

ROOT = Path(__file__).parents[2]


def test_nothing_starts_python_with_code_of_its_own() -> None:
    places = [file for folder in ("crm", "ui") for file in (ROOT / folder).rglob("*.py")]
    assert places
    wrong = [file.name for file in places if re.search(r'"-c"', file.read_text(encoding="utf-8"))]
    assert wrong == []


@pytest.mark.parametrize("child", children.CHILDREN)
def test_every_child_has_its_main(child: str) -> None:
    assert callable(import_module(children.CHILDREN[child].module).main)


def test_a_child_there_is_none_of_ends_with_2() -> None:
    words = [*children.child_command("cards")[:-1], "nonsense"]
    assert subprocess.run(words, cwd=ROOT, capture_output=True, check=False).returncode == 2


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert children.child_command("cards", "a.vcf", "") == [sys.executable, "--child", "cards", "a.vcf", ""]
