"""Files of any length and any kind cost in proportion to their length, and a quote left open costs one row."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.errors import FileNotRead
from crm.formats.calendar import reader as calendar_reader
from crm.formats.csv import row_splitting
from crm.formats.csv.reader import read_table
from crm.formats.csv.row_splitting import detect_delimiter, split_rows
from crm.formats.read_options import Options
from crm.formats.vcard.reader import read as read_cards
from tests.growth import LINEAR, first, growth, lines_run, repeated

TODAY = date(2026, 11, 21)
_READERS: dict[str, Callable[[Path], object]] = {
    "vcf": lambda path: list(read_cards(path)),
    "ics": lambda path: list(calendar_reader.read(path, TODAY)),
    "csv": lambda path: list(read_table(path, Options(today=TODAY), lambda count: None)),
}
_CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\n%s\nEND:VCARD\n"
_EVENT = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260101\n%s\nEND:VEVENT\nEND:VCALENDAR\n"
_ODD = [
    '"',
    ",",
    '""',
    '"a\n',
    "\\;",
    ";",
    ":",
    "^",
    "=\n",
    "a",
    "7",
    "\n",
    "\t",
    "\u0301\u0316",
    "\u202e",
    "a@b.co,",
    "item1.",
    'x="',
    "+44 131 ",
]
_LINES = [
    "BEGIN:VCARD\n", "BEGIN:VCARD\nFN:a\n", "END:VCARD\n", "AGENT:\nBEGIN:VCARD\n", "BEGIN:VEVENT\n", "BEGIN:VCALENDAR\n", "BEGIN:VALARM\n",
    "BEGIN:VTIMEZONE\n", "END:X\n", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "TEL:1\n", "ORG:a\n", " a\n", "CATEGORIES:a,b\n", "EXDATE:20260102\n",
]  # fmt: skip


def _reading(folder: Path, kind: str, text: str) -> Callable[[], object]:
    file = folder / f"odd.{len(text)}"
    file.write_text(text, errors="surrogatepass")

    def read() -> object:
        try:
            return _READERS[kind](file)
        except FileNotRead as refused:  # no table, say: that is an answer too
            return refused

    return read


def _cost(kind: str, file: Path, text: str) -> int:
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    return lines_run(lambda: _READERS[kind](file))


@pytest.mark.parametrize("piece", _LINES)
@pytest.mark.parametrize("kind", ["vcf", "ics"])
def test_lines_that_open_and_close_cost_in_proportion(tmp_path: Path, kind: str, piece: str) -> None:
    for around in ("%s", _CARD if kind == "vcf" else _EVENT):
        costs = [
            _cost(kind, tmp_path / "odd", around % repeated("", piece, "", size)) for size in (3000, 12_000)
        ]
        assert costs[1] / costs[0] < LINEAR


@pytest.mark.parametrize("piece", first(6, _ODD))
@pytest.mark.parametrize(
    ("kind", "around"),
    [
        ("vcf", _CARD % "NOTE:%s"), ("vcf", _CARD % "TEL;%s:1"), ("vcf", _CARD % "N:%s"), ("ics", _EVENT % "SUMMARY:%s"),
        ("ics", _EVENT % "SUMMARY;%s:1"), ("ics", _EVENT % "ATTENDEE;CN=%s:mailto:a@b.co"), ("csv", "Name,Email\n%s"), ("csv", 'Name,Email\nAna,"%s'),
        ("csv", "Name,%s\nAna,a@b.co\n"),
    ],
)  # fmt: skip
def test_a_piece_repeated_in_a_value_costs_in_proportion(
    tmp_path: Path, kind: str, around: str, piece: str
) -> None:
    def reading(size: int) -> Callable[[], object]:
        return _reading(tmp_path, kind, around % repeated("", piece, "", size))

    assert growth(reading, 3000) < LINEAR


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("ics", lambda size: _EVENT % ("".join(f"BEGIN:A{n}\n" for n in range(size // 12)) + "END:B\n" * (size // 12))),
        ("ics", lambda size: _EVENT % ('SUMMARY;X="' + ";a" * (size // 2) + ":a")),
        ("vcf", lambda size: _CARD % ("CATEGORIES:" + ",".join(f"a{n}" for n in range(size // 6)))),
        ("vcf", lambda size: _CARD % "\n".join(f"CATEGORIES:a{n}" for n in range(size // 16))),
        (
            "vcf",
            lambda size: _CARD
            % "\n".join(
                [f"i{n}.ORG:a" for n in range(size // 45)] + [f"i{n}.TITLE:b" for n in range(size // 45, 0, -1)]
            ),
        ),
        ("csv", lambda size: "Name,Labels\nAna," + " ::: ".join(f"l{n}" for n in range(size // 8)) + "\n"),
        ("csv", lambda size: "Name," + ",".join(f"c{n}" for n in range(size // 5)) + "\nAna\n"),
    ],
)  # fmt: skip
def test_many_different_words_cost_in_proportion(
    tmp_path: Path, kind: str, text: Callable[[int], str]
) -> None:
    assert growth(lambda size: _reading(tmp_path, kind, text(size)), 150_000) < LINEAR


def test_a_delimiter_is_told_by_the_first_rows_alone() -> None:
    costs = [lines_run(lambda many=many: detect_delimiter("a;b\n" * many)) for many in (100, 400)]  # type: ignore[misc]
    assert costs[0] == costs[1]
    assert detect_delimiter("a;b\n" * 100) == ";"


def test_what_no_quotation_closes_is_gone_through_once() -> None:
    """Each of these lines leaves the quotation as open as it found it, and one in five thousand makes their number odd."""

    def lines(many: int) -> list[str]:
        return ['a"b"b,"c\n' if at % row_splitting.MAX_LINES == 0 else 'a"b,"c\n' for at in range(many)]

    costs = [lines_run(lambda many=many: list(split_rows(iter(lines(many)), ","))) for many in (7000, 28_000)]  # type: ignore[misc]
    assert costs[1] / costs[0] < LINEAR


def test_a_quote_left_open_costs_one_row_and_the_cells_behind_it_are_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(row_splitting, "MAX_LINES", 9)
    plain = "".join(f"p{n},n{n}\n" for n in range(12))
    text = f'bad,"x\nworse,"y" "z\n{plain}Ben,"one\ntwo\nthree"\nCleo,z\n'
    rows = [row.cells for row in split_rows(iter(text.splitlines(keepends=True)), ",")]
    assert rows[-2:] == [["Ben", "one\ntwo\nthree"], ["Cleo", "z"]]
    assert [row[0] for row in rows[-14:-2]] == [f"p{n}" for n in range(12)]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text('ab",\n', max_size=6), min_size=1, max_size=3), max_size=12))
def test_rows_as_csv_writes_them_are_cut_as_csv_reads_them(rows: list[list[str]]) -> None:
    from io import StringIO

    out = StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    lines = out.getvalue().splitlines(keepends=True)
    assert [row.cells for row in split_rows(iter(lines), ",")] == rows


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text('ab", ', max_size=8), max_size=30))
def test_no_line_is_lost_whatever_quotes_are_open(lines: list[str]) -> None:
    given_lines = [f"{line}\n" for line in lines]
    rows = list(split_rows(iter(given_lines), ","))
    taken = {row.line + place for row in rows for place in range(len(row.lines))}
    blank = {number for number, line in enumerate(lines, 1) if not line}
    assert taken | blank == set(range(1, len(lines) + 1))
