"""Columns of a table: what they hold, alone and together."""

from pathlib import Path

import pytest

from crm.formats.read_options import Options
from crm.formats.readers import READERS
from crm.text.date_lines import UNKNOWN, parse_lines
from tests.tables import people, person, table, written


def test_numbered_columns_of_no_program_belong_together(tmp_path: Path) -> None:
    header = ["full_name", "Email 1", "email_1_label", "E-Mail 2", "Phone 1", "Phone 2", "Firma", "Emails"]
    row = [
        "Ana Ruiz",
        "a@fig.example",
        "Work",
        "b@fig.example",
        "1",
        "2",
        "Fig Tree",
        "c@fig.example; d@fig.example",
    ]
    ana = person(written(tmp_path, table(header, row)))
    assert [(one.value, one.label) for one in ana.emails] == [
        ("a@fig.example", "work"), ("b@fig.example", ""), ("c@fig.example", ""), ("d@fig.example", ""),
    ]  # fmt: skip
    assert [one.value for one in ana.phones] == ["1", "2"]
    assert (ana.full_name, ana.roles[0].organization) == ("Ana Ruiz", "Fig Tree")


def test_names_of_columns_may_be_written_in_one_word(tmp_path: Path) -> None:
    header = ["LastName", "firstName", "MobilePhone", "E-MAIL", "job_title", "Postal-Code"]
    ana = person(written(tmp_path, table(header, ["Ruiz", "Ana", "+44 1", "a@fig.example", "Baker", "T12"])))
    assert (ana.full_name, ana.phones[0].label, ana.emails[0].value) == ("Ana Ruiz", "cell", "a@fig.example")
    assert (ana.roles[0].title, ana.addresses[0].value, ana.other) == ("Baker", "T12", [])


def test_a_large_table_can_be_stopped_before_its_first_row_is_read(tmp_path: Path) -> None:
    rows = [[f"Ana {n}", f"a{n}@fig.example", "1/2/1980"] for n in range(3000)]
    path = written(tmp_path, table(["Name", "Email", "Birthday"], *rows))

    class Stopped(Exception):
        pass

    def stop(done: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        next(READERS["csv"](path, Options(), stop))


@pytest.mark.parametrize(
    ("header", "cells", "name"),
    [
        (["Name"], ["Meier, Vreni"], "Vreni Meier"),
        (["Name"], ["Acme, Inc."], "Acme, Inc."),
        (["Name", "Company"], ["Meier, Huber", "Meier, Huber"], "Meier, Huber"),
        (["Name", "First Name", "Last Name"], ["Meier, Vreni", "Vreni", "Meier"], "Vreni Meier"),
        (["Name", "First Name", "Last Name"], ["Vreni, 3rd floor", "Vreni", "Meier"], "Vreni, 3rd floor"),
        (["Name, Vorname"], ["Meier, Vreni"], "Vreni Meier"),
        (["Name, Vorname"], ["Meier Vreni"], "Vreni Meier"),
        (["Last name First name"], ["van den Berg Jan"], "Jan van den Berg"),
        (["Apellidos y nombre"], ["Ruiz López Ana"], "Ruiz López Ana"),
        (["Nachname Vorname"], ["Acme GmbH"], "Acme GmbH"),
        (["Name"], ["Meier Vreni"], "Meier Vreni"),
    ],
)
def test_a_name_listed_by_family_is_turned_round(
    tmp_path: Path, header: list[str], cells: list[str], name: str
) -> None:
    assert person(written(tmp_path, table([*header, "Email"], [*cells, "v@fig.example"]))).full_name == name


def test_a_comma_within_names_parts_no_columns(tmp_path: Path) -> None:
    text = "Nachname, Vorname;Tel\nMeier, Vreni;030 1234567\nRuiz, Ana;030 1234568\n"
    found = people(written(tmp_path, text))
    assert [(one.full_name, one.phones[0].value) for one in found] == [
        ("Vreni Meier", "030 1234567"),
        ("Ana Ruiz", "030 1234568"),
    ]


@pytest.mark.parametrize(
    ("header", "cell", "said"),
    [
        ("Died", "2020-05-06", "2020-05-06"),
        ("Todestag", "6.5.2020", "2020-05-06"),
        ("Date de décès", "06/05/2020", "2020-05-06"),
        ("Deceased", "yes", UNKNOWN),
        ("Deceased", "no", ""),
        ("Died", "2019", "2019"),
        ("Died", "circa 1960", "circa 1960"),
        ("Died", "-", ""),
        ("Died", "alive and well", ""),
    ],
)
def test_a_column_tells_of_a_death(tmp_path: Path, header: str, cell: str, said: str) -> None:
    name = {"Todestag": "Nachname", "Date de décès": "Nom de famille"}.get(header, "Last name")
    ana = person(written(tmp_path, table([name, "Email", header], ["Ruiz", "a@fig.example", cell])))
    assert parse_lines(ana.other).died == said
    kept = [line for line in ana.other if "alive" in line]
    assert len(kept) == ("alive" in cell), "no word of it is lost"


def test_a_column_can_be_said_to_hold_the_days_of_deaths(tmp_path: Path) -> None:
    options = Options(mapping=(("died", "Exit"),))
    ana = person(
        written(tmp_path, table(["Name", "Email", "Exit"], ["Ana", "a@fig.example", "2020-05"])), options
    )
    assert parse_lines(ana.other).died == "2020-05"


@pytest.mark.parametrize("order", [1, -1])
def test_a_birthday_goes_before_day_and_month_in_columns_of_their_own(tmp_path: Path, order: int) -> None:
    header = ["Name", "Email", "Birthday", "Birth day", "Birth month"][::order]
    cells = ["Ana", "a@fig.example", "1990-03-07", "8", "4"][::order]
    ana = person(written(tmp_path, table(header, cells)))
    assert ana.birthday == "1990-03-07"
    assert sorted(ana.other) == ["X-BIRTH-DAY:8", "X-BIRTH-MONTH:4"]


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("021 1234567 / 087 1234567", ["021 1234567", "087 1234567"]),
        ("021 1234567, 087 1234567", ["021 1234567", "087 1234567"]),
        ("021 1234567; 087 1234567", ["021 1234567", "087 1234567"]),
        ("030 / 1234567", ["030 / 1234567"]),
        ("030/1234567", ["030/1234567"]),
        ("021 1234567, ext. 5", ["021 1234567, ext. 5"]),
    ],
)
def test_several_numbers_in_one_cell(tmp_path: Path, cell: str, numbers: list[str]) -> None:
    ana = person(written(tmp_path, table(["Name", "Phone"], ["Ana", cell])))
    assert [phone.value for phone in ana.phones] == numbers
