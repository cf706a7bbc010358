"""Days of a card beside the birthday: dates with a label, deaths, and what is said of one that is no day."""

import pytest

from crm.exporting.lost_values import lost_values
from crm.formats.vcard.reader import read
from crm.formats.vcard.writer import VERSIONS, write
from tests.crm.files.one_card import cards, one, reasons

_EVENT = "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event"


@pytest.mark.parametrize(
    ("lines", "anniversary", "kept"),
    [
        (["item1.X-ABDATE;type=pref:2019-12-03", "item1.X-ABLabel:First met"], None, ['X-ABDATE;X-LABEL="First met":2019-12-03']),
        (["item1.X-ABLabel:First met", "item1.X-ABDATE:7 March 2019"], None, ['X-ABDATE;X-LABEL="First met":2019-03-07']),
        (["item1.X-ABDATE:2001-02-03", "item1.X-ABLabel:_$!<Anniversary>!$_"], "2001-02-03", []),
        (["ANNIVERSARY:20010203", "X-EVOLUTION-ANNIVERSARY:2001-02-03"], "2001-02-03", []),
        (["ANNIVERSARY:20010203", "X-ANNIVERSARY:2011-02-03"], "2001-02-03", ['X-ABDATE;X-LABEL="anniversary":2011-02-03']),
        (["X-KADDRESSBOOK-X-Anniversary:03.02.2001"], "2001-02-03", []),
        ([f"{_EVENT};2001-02-03;1;;;;"], "2001-02-03", []),
        ([f"{_EVENT};2018-12-05;0;Name day;;"], None, [f"{_EVENT};2018-12-05;0;Name day;;"]),
        ([f"{_EVENT};05.12.2018;0;Name day;;"], None, ['X-ABDATE;X-LABEL="Name day":2018-12-05']),
        (["item1.X-ABDATE:2024-05-03", "item1.X-ABLabel:Todestag"], None, ["DEATHDATE:2024-05-03"]),
    ],
)  # fmt: skip
def test_dates_of_every_program_are_understood(
    lines: list[str], anniversary: str | None, kept: list[str]
) -> None:
    found = one("FN:x", *lines)
    assert (found.anniversary, found.other) == (anniversary, kept)
    assert reasons("FN:x", *lines) == []


@pytest.mark.parametrize(
    ("line", "died"),
    [
        ("DEATHDATE:20240503", "2024-05-03"),
        ("DEATHDATE:20240503T102200Z", "2024-05-03"),
        ("X-DEATHDATE;VALUE=date:2024-05-03", "2024-05-03"),
        ("DEATHDATE:3 May 2024", "2024-05-03"),
        ("DEATHDATE:--0503", "--05-03"),
        ("DEATHDATE:2024", "2024"),
        ("DEATHDATE:2024-05", "2024-05"),
        ("DEATHDATE:202405", "2024-05"),
        ("X-DEATH-DATE:Mai 2024", "2024-05"),
    ],
)
def test_a_death_is_understood(line: str, died: str) -> None:
    assert (one("FN:x", line).other, reasons("FN:x", line)) == ([f"DEATHDATE:{died}"], [])


def test_a_death_in_words_is_one_and_an_empty_one_is_none() -> None:
    assert one("FN:x", "DEATHDATE;VALUE=text:circa 1960").other == ["DEATHDATE;VALUE=text:circa 1960"]
    assert one("FN:x", "X-DECEASED:TRUE").other == ["DEATHDATE;VALUE=text:unknown"]
    assert one("FN:x", "DEATHDATE:", "X-DECEASED:false").other == []
    assert one("FN:x", "DEATHDATE:20240503", "X-DEATHDATE:2024-05-03").other == ["DEATHDATE:2024-05-03"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("BDAY:4/5/1970", "the birthday 4/5/1970 may have day or month first; kept as it is"),
        ("BDAY:4-5-1970", "the birthday 4-5-1970 may have day or month first; kept as it is"),
        ("BDAY:03-07", "the birthday 03-07 may have day or month first; kept as it is"),
        ("ANNIVERSARY:soon", "the anniversary soon is no whole date; kept as it is"),
        ("X-ABDATE:19991399", "the date 19991399 is no whole date; kept as it is"),
        (f"{_EVENT};some day;0;Moved;;", "the date some day is no whole date; kept as it is"),
    ],
)
def test_what_is_no_day_is_said_with_its_line_and_kept(line: str, reason: str) -> None:
    (card,) = cards("FN:x", line)
    assert card.contact is not None
    assert card.contact.other == [line]
    assert [(remark.line, remark.reason) for remark in card.remarks] == [(4, reason)]


def test_a_death_that_is_no_day_is_said_and_counts() -> None:
    assert one("FN:x", "DEATHDATE:at sea").other == ["DEATHDATE;VALUE=text:at sea"]
    assert reasons("FN:x", "DEATHDATE:at sea") == ["the day of death at sea is no whole date; kept as it is"]


@pytest.mark.parametrize("version", VERSIONS)
def test_dates_deaths_and_labels_come_back_as_they_went(version: str) -> None:
    before = one(
        "FN:x", "item1.X-ABDATE:2019-12-03", "item1.X-ABLabel:First; met, at “Müller’s”", "item2.X-ABDATE:--0229",
        f"{_EVENT};--12-05;0;Name day;;", "DEATHDATE;VALUE=text:circa 1960\\, at sea", "TEL;TYPE=Reception Desk:1",
        "TEL;TYPE=VOICE\\,CELL:2", "EMAIL;TYPE=Büro Nord;TYPE=pref:a@b.example", "item9.X-CAT:Tom",
    )  # fmt: skip
    card = write(before, version)
    (after,) = read(card.encode())
    assert after.contact is not None
    assert sorted(after.contact.other) == sorted(before.other)
    assert [(one.value, one.label) for one in after.contact.phones] == [
        ("1", "Reception Desk"),
        ("2", "cell"),
    ]
    assert [(one.label, one.preferred) for one in after.contact.emails] == [("Büro Nord", True)]
    assert (after.remarks, lost_values(before, after.contact)) == ([], [])
    assert lost_values(before, one("FN:x")) != []


def test_apple_reads_the_dates_that_are_written() -> None:
    card = write(one("FN:x", "item1.X-ABDATE:--1203", "item1.X-ABLabel:First met", "item1.X-CAT:Tom"), "3.0")
    assert "item2.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-12-03\r\nitem2.X-ABLabel:First met\r\n" in card


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("TEL;TYPE=Reception Desk:1", "Reception Desk"),
        ("TEL;Reception Desk;VOICE:1", "Reception Desk"),
        ("TEL;TYPE=Work,Fax:1", "work fax"),
        ("TEL;TYPE=VOICE\\,CELL:1", "cell"),
        ("TEL;TYPE=HOME\\;CELL:1", "home cell"),
        ("TEL;TYPE=PORTABLE:1", "portable"),
    ],
)
def test_a_label_of_ones_own_keeps_its_capitals_and_a_type_does_not(line: str, label: str) -> None:
    assert one("FN:x", line).phones[0].label == label


def test_names_and_addresses_whose_semicolons_are_escaped_are_taken_apart() -> None:
    found = one(
        "N:Brehm\\;Paul\\;Jo\\;\\;;;;;",
        "ADR:\\;\\;Hauptstr. 1\\;Köln\\;\\;50667\\;Germany;;;;;;",
        "ORG:Brehm\\; Söhne",
    )
    assert (found.family, found.given, found.additional, found.full_name) == (
        "Brehm",
        "Paul",
        "Jo",
        "Paul Jo Brehm",
    )
    assert found.addresses[0].parts == ["", "", "Hauptstr. 1", "Köln", "", "50667", "Germany"]
    assert found.roles[0].organization == "Brehm; Söhne"
