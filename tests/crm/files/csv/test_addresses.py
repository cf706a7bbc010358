"""Addresses in parts, whole in one cell, and both at once: nothing is lost and nothing said twice."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm.formats.csv.postal_addresses import address
from tests.tables import GOOGLE, person, table, written


def parts(**known: str) -> list[str]:
    point = address(known, "", False)
    assert point is not None
    assert point.parts is not None
    return [part for part in point.parts if part]


@pytest.mark.parametrize(
    ("known", "wanted"),
    [
        ({"whole": "1 Quay Road", "city": "Cork", "code": "T12"}, ["1 Quay Road", "Cork", "T12"]),
        ({"whole": "1 Quay Road, Cork T12", "city": "Cork", "code": "T12"}, ["1 Quay Road", "Cork", "T12"]),
        ({"whole": "1 Quay Road Cork T12", "city": "Cork", "code": "T12"}, ["1 Quay Road", "Cork", "T12"]),
        ({"whole": "5 rue de Paris", "city": "Paris"}, ["5 rue de Paris", "Paris"]),
        ({"whole": "DE", "country": "DE"}, ["DE"]), ({"whole": "DE"}, ["DE"]),
        ({"whole": "Germany", "country": "DE"}, ["DE"]),
        ({"whole": "Hauptstr. 5\n50667 Köln\nDE", "country": "DE"}, ["Hauptstr. 5", "Köln", "50667", "DE"]),
        ({"whole": "1 Quay\nFloor 2\nT12 Cork", "street": "1 Quay", "city": "Cork", "code": "T12"}, ["Floor 2", "1 Quay", "Cork", "T12"]),
        ({"whole": "12 rue de la Paix, 75002 Paris, France"}, ["12 rue de la Paix", "Paris", "75002", "France"]),
        ({"whole": "12 Main St, Springfield, IL 62704, USA"}, ["12 Main St", "Springfield", "IL", "62704", "USA"]),
        ({"whole": "1 High St, London SW1A 1AA"}, ["1 High St", "London", "SW1A 1AA"]),
        ({"whole": "Damrak 1, 1012 LG Amsterdam"}, ["Damrak 1", "Amsterdam", "1012 LG"]),
        ({"whole": "The old mill, Fig Lane"}, ["The old mill, Fig Lane"]),
        ({"street": "Hauptstr.", "number": "5"}, ["Hauptstr. 5"]), ({"number": "5", "street": "Quay"}, ["5 Quay"]),
        ({"place": "50667 Köln"}, ["Köln", "50667"]), ({"place": "Berlin, Germany"}, ["Berlin", "Germany"]),
        ({"street": "1 Quay", "extended": "Floor 2", "extended2": "left"}, ["Floor 2, left", "1 Quay"]),
    ],
)  # fmt: skip
def test_what_the_cells_say_is_put_in_its_parts(known: dict[str, str], wanted: list[str]) -> None:
    assert parts(**known) == wanted


def test_of_google_a_country_alone_is_no_street_and_a_street_is_not_lost(tmp_path: Path) -> None:
    def read(formatted: str, country: str) -> list[str]:
        row = {"First Name": "Ana", "Address 1 - Formatted": formatted, "Address 1 - Country": country}
        (point,) = person(written(tmp_path, table(GOOGLE, row))).addresses
        assert point.parts is not None
        return [point.value, point.parts[2], point.parts[6]]

    assert read("DE", "") == ["DE", "", "DE"]
    assert read("DE", "DE") == ["DE", "", "DE"]
    assert read("1 Quay\nCork\nIE", "IE") == ["1 Quay, Cork, IE", "1 Quay, Cork", "IE"]


@given(
    street=some.from_regex(r"[A-Z][a-z]{2,8} [1-9][0-9]?", fullmatch=True),
    city=some.from_regex(r"[A-Z][a-z]{3,8}", fullmatch=True),
    code=some.from_regex(r"[1-9][0-9]{4}", fullmatch=True),
    is_whole=some.booleans(),
)
def test_no_word_of_an_address_is_lost(street: str, city: str, code: str, is_whole: bool) -> None:
    whole = f"{street}, {code} {city}" if is_whole else street
    point = address({"whole": whole, "city": city, "code": code}, "", False)
    assert point is not None
    assert point.parts is not None
    assert sorted(" ".join(point.parts).split()) == sorted([*street.split(), city, code])
