"""Files made to fill the memory or to stand still: each part too large is refused with its place, the rest comes in."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.formats.card import CardRead
from crm.formats.vcard.reader import read

pytestmark = pytest.mark.endure
_AFTER = b"\nTITLE:Baker\nEND:VCARD\nBEGIN:VCARD\nFN:After\nEND:VCARD\n"


def _read(path: Path, parts: Iterator[bytes]) -> list[CardRead]:
    with path.open("wb") as stream:
        stream.writelines(parts)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cards = list(read(path))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10
    print(f"{path.stat().st_size >> 20} MB read with {grown} MB more")
    assert grown < 300
    assert [card.record.full_name for card in cards] == ["Ana", "After"]
    return cards


def test_a_line_of_a_hundred_megabytes(tmp_path: Path) -> None:
    line = (b"x" * (1 << 20) for _ in range(100))
    ana, after = _read(tmp_path / "line.vcf", iter([b"BEGIN:VCARD\nFN:Ana\nNOTE:", *line, _AFTER]))
    (remark,) = ana.remarks
    assert (remark.line, remark.reason) == (3, "a line of more than 16 MB was left out")
    assert after.first_line == 6


def test_a_million_properties_in_one_card(tmp_path: Path) -> None:
    lines = (b"\nX-ODD:1" * 100_000 for _ in range(10))
    ana, after = _read(tmp_path / "lines.vcf", iter([b"BEGIN:VCARD\nFN:Ana", *lines, _AFTER]))
    assert [remark.reason for remark in ana.remarks] == ["990002 lines beyond the first 10000 were left out"]
    assert after.first_line == 1_000_005


def test_a_hundred_thousand_parameters(tmp_path: Path) -> None:
    ana, _ = _read(
        tmp_path / "head.vcf", iter([b"BEGIN:VCARD\nFN:Ana\nTEL", b";X-A=1" * 100_000, b":1", _AFTER])
    )
    (remark,) = ana.remarks
    assert (remark.line, remark.reason) == (
        3,
        "a line without a name, or with too many parameters, was left out",
    )


def test_a_card_of_two_hundred_megabytes(tmp_path: Path) -> None:
    lines = (b"\nX-ODD:" + b"y" * (1 << 20) for _ in range(200))
    ana, _ = _read(tmp_path / "card.vcf", iter([b"BEGIN:VCARD\nFN:Ana", *lines, _AFTER]))
    assert any("larger than 40 MB" in remark.reason for remark in ana.remarks)
