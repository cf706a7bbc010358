"""Columns told by what stands in them, and what stands in them when their names say something else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from crm.formats.csv.cell_contents import content_type_of
from crm.formats.csv.vocabulary import lexicon
from tests.tables import people, person, remarks, table, written


@pytest.mark.parametrize(
    ("cells", "look"),
    [
        (["ana@fig.example", "Ben <ben@fig.example>", "a@b.example; c@d.example"], "email"),
        (["+44 131 496 0988", "0171/2345678", "(212) 555-0100", "01 23 45 67 89"], "phone"),
        (["12.03.1990", "4.5.91"], "date"), (["1990-03-07", "3/4/1990"], "date"), (["7 March 1990", "5. Mai"], "date"),
        (["19900307", "19910405"], ""), (["1000345", "1000346"], ""), (["38", "44"], ""), (["12:30", "13:45"], ""),
        (["https://fig.example", "www.fig.example/a", "linkedin.com/in/ana"], "url"),
        (["Ireland", "Deutschland", "España"], "country"), (["DE", "IT"], ""),
        (["12 Quay Road", "Hauptstr. 5", "Keizersgracht 1", "3, rue de la Paix"], "address"),
        (["Ana Ruiz", "Müller, Jörg", "Jean-Paul O'Brien"], "name"), (["tea", "jam"], ""), ([], ""), (["", " "], ""),
        (["In progress"] * 9 + ["Not begun"], ""),
    ],
)  # fmt: skip
def test_most_cells_tell_what_a_column_is(cells: list[str], look: str) -> None:
    assert content_type_of(cells) == look


def test_columns_nobody_knows_are_read_by_what_stands_in_them_and_that_is_said(tmp_path: Path) -> None:
    header = ["Wer", "Anrufen unter", "Post", "Wo", "Wann", "Schuh"]
    rows = [
        ["Ana Ruiz", "+44 131 496 0988", "ana@fig.example", "12 Quay Road, Cork", "03.02.1990", "38"],
        ["Ben Okafor", "0131 496 0777", "ben@fig.example", "5 Hill Street, Bath", "04.05.1991", ""],
    ]
    path = written(tmp_path, table(header, *rows))
    ana = people(path)[0]
    assert (ana.full_name, ana.phones[0].value, ana.emails[0].value) == ("Ana Ruiz", rows[0][1], rows[0][2])
    assert (ana.addresses[0].value, ana.birthday) == ("12 Quay Road, Cork", None)
    assert ana.other == ["X-WANN:03.02.1990", "X-SCHUH:38"]
    assert [one.reason for one in remarks(path)] == [
        "the column “Wer” was read as full name, as that is what stands in it",
        "the column “Anrufen unter” was read as phone, as that is what stands in it",
        "the column “Post” was read as e-mail, as that is what stands in it",
        "the column “Wo” was read as whole address, as that is what stands in it",
        "the columns “Wann”, “Schuh” are not known; what they say is kept with each person",
    ]


def test_an_address_column_of_e_mail_addresses_and_a_phone_column_of_dates(tmp_path: Path) -> None:
    path = written(tmp_path, table(["Name", "Adresse", "Telefon"], ["Ana", "ana@fig.example", "12.03.1990"]))
    ana = person(path)
    assert (ana.emails[0].value, ana.addresses, ana.phones) == ("ana@fig.example", [], [])
    assert ana.other == ["X-TELEFON:12.03.1990"]
    assert [one.reason for one in remarks(path)] == [
        "the column “Adresse” was read as e-mail, as that is what stands in it",
        "what stands in “Telefon” is no phone; it is kept with each person",
    ]


@pytest.mark.parametrize(
    ("header", "row", "wanted"),
    [
        ("Name;Vorname", "Ruiz;Ana", ("Ana Ruiz", "Ana", "Ruiz")), ("Nom;Prénom", "Ana Ruiz;Ana", ("Ana Ruiz", "Ana", "")),
        ("Nome;Cognome", "Ana;Ruiz", ("Ana Ruiz", "Ana", "Ruiz")), ("Nombre;Teléfono", "Ana Ruiz;1", ("Ana Ruiz", "", "")),
        ("Voornaam;Tussenvoegsel;Achternaam", "Jo;van der;Berg", ("Jo van der Berg", "Jo", "van der Berg")),
        ("Nombre;Apellido 1;Apellido 2", "Ana;Ruiz;Lopez", ("Ana Ruiz Lopez", "Ana", "Ruiz Lopez")),
        ("Title;Name", "Dr.;Ana Ruiz", ("Ana Ruiz", "", "")),
        ("Anrede;Titel;Vorname;Name", "Frau;Dr.;Ana;Ruiz", ("Frau Dr. Ana Ruiz", "Ana", "Ruiz")),
    ],
)  # fmt: skip
def test_names_in_several_columns(tmp_path: Path, header: str, row: str, wanted: tuple[str, ...]) -> None:
    one = person(written(tmp_path, f"{header}\n{row}\n"))
    assert (one.full_name, one.given, one.family) == wanted


@pytest.mark.parametrize(
    ("cells", "prefix", "title"), [(["Dr.", "Mrs"], "Dr.", ""), (["Baker", "CEO"], "", "Baker")]
)
def test_a_title_is_an_honorific_or_a_job_as_its_cells_show(
    tmp_path: Path, cells: list[str], prefix: str, title: str
) -> None:
    rows = [["Ana Ruiz", cells[0]], ["Ben Hart", cells[1]]]
    ana = people(written(tmp_path, table(["Name", "Title"], *rows)))[0]
    assert (ana.prefix, [role.title for role in ana.roles]) == (prefix, [title] if title else [])


def test_a_phone_column_of_yes_and_no_is_none(tmp_path: Path) -> None:
    path = written(tmp_path, table(["Name", "SMS"], ["Ana", "yes"], ["Ben", "no"]))
    assert [(one.phones, one.other) for one in people(path)] == [([], ["X-SMS:yes"]), ([], ["X-SMS:no"])]


def test_columns_that_say_no_more_than_whose_they_are(tmp_path: Path) -> None:
    header = ["Name", "Home", "Work", "Privat"]
    one = person(
        written(tmp_path, table(header, ["Ana", "+44 131 496 0988", "a@fig.example", "1 Quay Road"]))
    )
    assert [(point.value, point.label) for point in (*one.phones, *one.emails, *one.addresses)] == [
        ("+44 131 496 0988", "home"), ("a@fig.example", "work"), ("1 Quay Road", "home"),
    ]  # fmt: skip


def test_the_first_row_of_a_table_without_names_is_a_person(tmp_path: Path) -> None:
    path = written(tmp_path, "Ana Ruiz,Cork\nBen Okafor,Bath\nMei Abe,Kyoto\n")
    assert [one.full_name for one in people(path)] == ["Ana Ruiz", "Ben Okafor", "Mei Abe"]


def test_what_outlook_writes_for_everyone_says_nothing_in_any_language(tmp_path: Path) -> None:
    header = (
        "Voornaam;Achternaam;Autotelefoon;Telex;Radiotelefoon;Geslacht;Prioriteit;Privé;Verjaardag;E-mailtype"
    )
    path = written(tmp_path, f"{header}\nJo;Berg;;;;Niet-gespecificeerd;Normaal;Onwaar;0-0-00;SMTP\n")
    assert (person(path).other, person(path).birthday, remarks(path)) == ([], None, [])


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "sep=|", "SEP=^"])
def test_the_first_line_may_say_what_parts_the_cells(tmp_path: Path, first: str) -> None:
    sign = first.strip('"')[-1]
    path = written(tmp_path, f"{first}\r\nName{sign}Notes\r\nAna{sign}a, b; c\r\n".replace("; c", " c"))
    assert (person(path).full_name, person(path).note) == ("Ana", "a, b c")
    assert remarks(path) == []


_WORDS = sorted(
    phrase
    for phrase, senses in lexicon().senses.items()
    if any(sense.kind in ("field", "alone", "beside") for of_one in senses.values() for sense in of_one)
)
_NAMES = some.lists(some.sampled_from(_WORDS), min_size=1, max_size=2).map(" ".join)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.lists(
        some.tuples(_NAMES, some.sampled_from(["", " 2", " (x)"])).map("".join), min_size=1, max_size=8
    )
)
def test_whatever_columns_are_called_each_cell_arrives(tmp_path: Path, names: list[str]) -> None:
    row = [f"qq{place}z" for place in range(len(names))]
    path = written(tmp_path, table(["Name", "Email", *names], ["Ana Qq", "ana@fig.example", *row]))
    one = person(path)
    assert one.full_name
    one.raw = ""
    said = repr(one).lower()
    assert [(name, cell) for name, cell in zip(names, row, strict=True) if cell not in said] == []
