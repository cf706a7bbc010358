"""Any table: charsets, delimiters, headers, line numbers, and what one bad row costs."""

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from crm.errors import FileNotRead
from crm.formats.csv.row_splitting import Row, split_rows
from crm.formats.read_options import Options
from crm.formats.readers import format_of
from crm.text.names import in_order
from tests.tables import cards, everything, people, person, remarks, table, written

HEADER = ["Name", "Email", "Phone", "Shoe size"]


ROW = ["Zoë Ruiz", "zoe@fig.example", "+44 131 496 0988", "38"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_charset_and_delimiter_are_told_by_the_bytes(tmp_path: Path, codec: str, delimiter: str) -> None:
    path = written(tmp_path, table(HEADER, ROW, delimiter=delimiter).encode(codec))
    one = person(path)
    assert (one.full_name, one.emails[0].value, one.phones[0].value) == tuple(ROW[:3])
    assert (format_of(path), one.other) == ("csv", ["X-SHOE-SIZE:38"])
    *guessed, unknown = [remark.reason for remark in remarks(path)]
    assert guessed == (
        ["letters were read as Windows-1252: look at the accents"] if codec == "cp1252" else []
    )
    assert unknown == "the column “Shoe size” is not known; what it says is kept with each person"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("cp932", "佐藤 洋子さんの友だち"), ("cp1251", "Ольга Иванова из Москвы"), ("gb18030", "王小明和他的朋友们在北京"),
        ("euc_kr", "김민수와 친구들 서울에서"),
    ],
)  # fmt: skip
def test_other_scripts_are_guessed_and_said(tmp_path: Path, codec: str, name: str) -> None:
    rows = [[f"{name} {place}", f"a{place}@fig.example", "", ""] for place in range(20)]
    path = written(tmp_path, table(HEADER, *rows).encode(codec))
    assert people(path)[0].full_name == f"{name} 0"
    assert "look at the accents" in remarks(path)[0].reason


def test_the_user_says_the_charset(tmp_path: Path) -> None:
    path = written(tmp_path, table(HEADER, ["Łukasz", "l@fig.example", "", ""]).encode("cp1250"))
    assert person(path).full_name == "£ukasz"
    assert person(path, Options("cp1250")).full_name == "Łukasz"


def test_one_line_in_another_charset_costs_nothing(tmp_path: Path) -> None:
    text = table(HEADER, ["Zoë", "z@fig.example", "", ""]).encode() + "José,j@fig.example,,\r\n".encode(
        "cp1252"
    )
    assert [one.full_name for one in people(written(tmp_path, text))] == ["Zoë", "José"]


def test_line_breaks_in_cells_and_the_lines_of_the_file(tmp_path: Path) -> None:
    text = 'Name,Email,Notes\r\n\r\n"Ana",a@fig.example,"one\r\ntwo\r\nthree"\r\n,,only words\r\nBen,b@fig.example,\r\n'
    path = written(tmp_path, text)
    assert [(card.number, card.first_line, card.kind) for card in cards(path)] == [
        (1, 3, "person"), (2, 6, "unreadable"), (3, 7, "person"),
    ]  # fmt: skip
    assert people(path)[0].note == "one\ntwo\nthree"
    (remark,) = remarks(path)
    assert (remark.line, remark.lines) == (6, ",,only words")


def test_a_quote_that_nobody_closed_costs_one_row(tmp_path: Path) -> None:
    rows = "".join(f"Ana {n},a{n}@fig.example,\r\n" for n in range(50))
    path = written(tmp_path, f'Name,Email,Notes\r\nBen,b@fig.example,"tea\r\n{rows}')
    found = people(path)
    assert len(found) == 51
    assert (found[0].full_name, found[0].note, found[50].full_name) == ("Ben", "tea", "Ana 49")
    (remark,) = remarks(path)
    assert (remark.line, remark.name) == (2, "Ben")
    assert remark.reason == "a quote is opened in line 2 and closed nowhere; it was taken for a letter"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('Ben,b@fig.example,"tea', "a quote is opened in line 2 and closed nowhere"),
        ('Ben,b@fig.example,"tea\n', "a quote is opened in line 2 and closed nowhere"),
        ('Ana,,fine\nBen,b@fig.example,"a\nb","c\n', "a quote is opened in line 3 and closed nowhere"),
        ('Ben,,"tea\nAna,,x\nCy,,"jam, hot"\n', "the quote opened in line 2 ends within a cell of line 4; all up to there is one row"),
        ('Ben,,"said "hi" to\n', "a quote opened in line 2 ends within a cell; look whether"),
        ('Ben,,5" pipe', ""),
        ('Ben,,"a ""b"" and\nmore"\nAna,,"x\ny"', ""),
    ],
)  # fmt: skip
def test_the_line_where_an_odd_quote_opens_is_named(tmp_path: Path, rows: str, said: str) -> None:
    told = [
        one.reason for one in remarks(written(tmp_path, f"Name,Email,Notes\n{rows}")) if "quote" in one.reason
    ]
    assert bool(told) == bool(said)
    assert all(one.startswith(said) for one in told[:1])


def test_our_own_table_tells_of_an_odd_quote_too(tmp_path: Path) -> None:
    text = 'Full Name,Notes,Goodturn: lossless\nAna,"tea\nBen,jam\n'
    (remark,) = remarks(written(tmp_path, text))
    assert (remark.line, remark.name) == (2, "Ana")
    assert remark.reason.startswith("a quote is opened in line 2 and closed nowhere")


def test_rows_with_too_many_or_too_few_cells_lose_nothing_and_are_said(tmp_path: Path) -> None:
    path = written(tmp_path, "Name,Email\r\nAna,a@fig.example,more,\r\nBen\r\n")
    ana, ben = people(path)
    assert (ana.other, ben.full_name) == (["X-COLUMN-3:more"], "Ben")
    assert [(remark.line, remark.name, remark.reason) for remark in remarks(path)] == [
        (2, "Ana", "the row has more cells than the header; what they say is kept"),
        (3, "Ben", "the row has 1 of 2 cells; the others are taken as empty"),
    ]


def test_very_many_short_rows_are_said_by_line_for_the_first_and_counted(tmp_path: Path) -> None:
    whole = "".join(f"Ana {n},a{n}@fig.example,tea\r\n" for n in range(60))
    short = "".join(f"Ben {n},b{n}@fig.example\r\n" for n in range(50))
    found = remarks(written(tmp_path, f"Name,Email,Notes\r\n{whole}{short}"))
    assert [one.line for one in found] == [*range(62, 82), 1]
    assert found[-1].reason == "30 rows more have fewer cells than the header"
    header = "Name,Email,Notes,Custom 1,Custom 2"
    assert remarks(written(tmp_path, f"{header}\r\n{whole}")) == [], "no row of the program has them"


def test_lines_over_the_header_are_left_out_and_said(tmp_path: Path) -> None:
    path = written(tmp_path, "Customers of 2026\r\n\r\nName,Email\r\nAna,a@fig.example\r\n")
    assert person(path).full_name == "Ana"
    assert [(one.line, one.reason, one.lines) for one in remarks(path)] == [
        (1, "a line over the header was left out", "Customers of 2026")
    ]
    assert remarks(written(tmp_path, "sep=;\r\nName;Email\r\nAna;a@fig.example\r\n")) == []


def test_a_table_without_a_header_is_known_by_what_stands_in_it(tmp_path: Path) -> None:
    path = written(tmp_path, "Ana Ruiz,a@fig.example,+44 131 496 0988,tea\nBen Okafor,b@fig.example,,jam\n")
    ana, ben = people(path)
    assert (ana.full_name, ana.emails[0].value, ana.phones[0].value) == (
        "Ana Ruiz",
        "a@fig.example",
        "+44 131 496 0988",
    )
    assert (ben.full_name, ben.other) == ("Ben Okafor", ["X-COLUMN-4:jam"])


def test_one_column_of_addresses(tmp_path: Path) -> None:
    path = written(tmp_path, "E-mail\na@fig.example\nb@fig.example\n")
    assert [one.emails[0].value for one in people(path)] == ["a@fig.example", "b@fig.example"]


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        (b"Dear Ana, thanks for the tea.\nSee you on Friday, Ben\n", "its lines are no table"),
        (b"just a line", "its lines are no table"), (b"", "is empty"), (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(300), "no text"),
        (",".join(f"c{n}" for n in range(100_000)).encode() + b"\n", "more than 2,000 columns"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_said(tmp_path: Path, contents: bytes, sentence: str) -> None:
    with pytest.raises(FileNotRead, match=sentence):
        format_of(written(tmp_path, contents))


def test_hostile_rows_cost_themselves_only(tmp_path: Path) -> None:
    huge, wide = "x" * (1 << 20), "," * 100_000
    text = f"Name,Email\r\n{huge},h@fig.example\r\nAna\x00,a\x07@fig.example\r\n{wide}\r\nBen\u2028Lee,\udce4\r\n"
    path = written(tmp_path, text.encode("utf-8", "surrogatepass"))
    assert [card.kind for card in cards(path)] == ["unreadable", "person", "unreadable", "person"]
    ana, ben = people(path)
    assert (ana.full_name, ana.emails[0].value, ben.full_name) == ("Ana", "a@fig.example", "Ben Lee")
    reasons = [remark.reason for remark in remarks(path) if remark.card]
    assert reasons == [
        "this row is larger than 1 MB and was left out",
        "this row has 100,001 cells and was left out",
    ]
    assert all(len(remark.lines) < 3000 for remark in remarks(path))


def test_a_line_of_forty_megabytes_is_refused_at_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.write(b"Name,Email\nAna,a@fig.example\n")
        for _ in range(40):
            stream.write(b"x" * (1 << 20))
        stream.write(b"\nBen,b@fig.example\n")
    tracemalloc.start()
    kinds = [card.kind for card in cards(path)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kinds == ["person", "unreadable", "person"]
    assert peak < 60 << 20


_CELLS = some.text(
    some.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff"), max_size=12
) | some.sampled_from(['say "tea"', "one\ntwo", "a,b;c\td", "=1+1", " padded ", '"', "'", ""])


_DIALECTS = some.tuples(
    some.sampled_from([",", ";", "\t"]), some.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    some.sampled_from(["\n", "\r\n"]),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(some.lists(some.lists(_CELLS, min_size=1, max_size=5), min_size=1, max_size=8), _DIALECTS)
def test_what_csv_writes_is_cut_into_the_same_cells(
    rows: list[list[str]], dialect: tuple[str, int, str]
) -> None:
    delimiter, quoting, end = dialect
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)
    text = out.getvalue().replace("\r\n", "\n")
    found = list(split_rows(io.StringIO(text, newline="\n"), delimiter))
    assert [row.cells for row in found] == rows
    assert "".join(line for row in found for line in row.lines) == text
    starts = [sum(len(before.lines) for before in found[:place]) + 1 for place in range(len(found))]
    assert [row.line for row in found] == starts


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.lists(some.tuples(*[_CELLS.map(lambda cell: cell.replace(":::", ""))] * 3), min_size=1, max_size=6),
    some.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_every_row_is_accounted_for_and_its_words_arrive(
    tmp_path: Path, rows: list[tuple[str, ...]], codec: str
) -> None:
    path = written(tmp_path, table(["Name", "Email", "Notes"], *rows).encode(codec))
    found = everything(path)
    assert [card.number for card in found] == list(range(1, len(rows) + 1))
    for card, (name, email, note) in zip(found, rows, strict=True):
        assert (card.contact is None) == (not name.strip() and not email.strip())
        assert card.contact is not None or card.remarks[0].reason.startswith("row has no name")
        if card.contact and name.strip():
            assert card.contact.full_name == in_order(" ".join(name.split()))
            assert card.contact.note == note.strip()


def test_a_row_shows_few_of_its_lines() -> None:
    assert Row(1, [], [f"{n}\n" for n in range(99)]).shown.count("\n") == 9
