"""What goes wrong in other readers, and must not here: encodings, marks of cards within cards, words left behind."""

import pytest

from crm.formats.vcard.reader import read
from crm.formats.vcard.writer import write
from tests.crm.files.one_card import cards, one, reasons, values


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("FN;ENCODING=QUOTED-PRINTABLE:J=C3= \r\n=B6rg", "Jörg"),
        ("FN;encoding=quoted-printable;charset=utf-8:j=c3=b6rg", "jörg"),
        ("FN;ENCODING=Q:=C3=96z", "Öz"),
        ("FN;ENCODING=b:SsO2cmc=", "Jörg"),
        ("FN;BASE64:SsO2cmc", "Jörg"),
        ("FN;CHARSET=UTF-16:Jörg xx", "Jörg xx"),
        (b'FN;CHARSET="iso-8859-1":J\xf6rg', "Jörg"),
        (b"FN;CHARSET=ISO-2022-JP:" + "佐藤".encode("iso2022_jp"), "佐藤"),
        (b"FN;CHARSET=GB2312:" + "王".encode("gb2312"), "王"),
        (b"FN;CHARSET=SHIFT_JIS:" + "表示".encode("shift_jis"), "表示"),  # its second byte is a backslash
        ("FN;CHARSET=;ENCODING=:Ana", "Ana"),
        ("FN;LANGUAGE=en;CHARSET=us-ascii:Jörg", "Jörg"),
    ],
)
def test_every_way_to_write_a_name(line: str | bytes, name: str) -> None:
    assert one(line, version="2.1").full_name == name


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("NOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0A=\r\n", "a"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:a=\r\n\r\n", "a"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:a=\r\r\nb", "ab"),
        ("NOTE:a=", "a="),
    ],
)
def test_a_soft_break_takes_no_more_than_its_own(note: str, words: str) -> None:
    found = one("FN:x", note, "TEL:1", version="2.1")
    assert (found.note, [point.value for point in found.phones]) == (words, ["1"])


def test_a_soft_break_before_the_end_of_a_card() -> None:
    text = (
        b"BEGIN:VCARD\nFN:x\nNOTE;ENCODING=QUOTED-PRINTABLE:abc=\nEND:VCARD\nBEGIN:VCARD\nFN:y\nEND:VCARD\n"
    )
    assert [(card.record.full_name, card.count) for card in read(text)] == [("x", 1), ("y", 1)]


@pytest.mark.parametrize("mark", ["AGENT:", "AGENT:BEGIN:VCARD", "item1.AGENT;TYPE=x:BEGIN:VCARD"])
def test_a_mark_of_an_inner_card_is_not_written_back(mark: str) -> None:
    """It would take in the card that follows."""
    begin = "" if mark.endswith("VCARD") else "BEGIN:VCARD\n"
    text = f"BEGIN:VCARD\nFN:Boss\n{mark}\n{begin}FN:Sue\nTEL:2\nEND:VCARD\nTEL:1\nEND:VCARD\n"
    boss, sue = read(text.encode())
    assert boss.contact is not None
    assert sue.contact is not None
    assert [point.value for point in boss.contact.phones] == ["1"]
    again = list(read((write(boss.contact) + write(sue.contact)).encode()))
    assert [card.record.full_name for card in again] == ["Boss", "Sue"]


def test_an_agent_elsewhere_is_kept() -> None:
    assert one("FN:Boss", "AGENT;VALUE=uri:http://x.example").other == ["AGENT;VALUE=uri:http://x.example"]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("1980-3-2", "1980-03-02"),
        ("1980/03/22", "1980-03-22"),
        ("19531015T231000Z", "1953-10-15"),
        ("1980-03-22 00:00:00", "1980-03-22"),
        (" 1980-03-22 ", "1980-03-22"),
        ("0000-04-16", "--04-16"),
        ("1985-04", None),
        ("---15", None),
        ("T1020", None),
        ("22.03.1980", "1980-03-22"),
        ("1980-03-22;", "1980-03-22"),
        ("1980-03-22Z", "1980-03-22"),
        ("1980-03-22+02:00", "1980-03-22"),
        ("22 March 1980", "1980-03-22"),
        ("22. März 1980", "1980-03-22"),
        ("22 maart 1980", "1980-03-22"),
        ("22 de marzo de 1980", "1980-03-22"),
        ("1980. 3. 22.", "1980-03-22"),
        ("1980年3月22日", "1980-03-22"),
        ("1980–03–22", "1980-03-22"),
        ('"1980-03-22"', "1980-03-22"),
        ("mar. 22 mars 1980", "1980-03-22"),
        ("3/22/1980", "1980-03-22"),
        ("4/4/1980", "1980-04-04"),
        ("4/5/1980", None),
        ("March 1980", None),
        ("circa 1800", None),
        ("20100229", None),
        ("1980-13-2", None),
    ],
)
def test_odd_days(value: str, day: str | None) -> None:
    found = one("FN:x", f"BDAY:{value}")
    assert (found.birthday, found.other) == (day, [] if day else [f"BDAY:{value}"])
    assert bool(reasons("FN:x", f"BDAY:{value}")) == (day is None)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("TEL ; TYPE = home : 1", "home"),
        ("TEL;=x:1", ""),
        ("TEL;;;:1", ""),
        ('TEL;X-A="a:b;c":1', ""),
        ("TEL;TYPE=WORK,:1", "work"),
        ("TEL;TYPE=x-custom^'s:1", 'custom"s'),
    ],
)
def test_odd_parameters(line: str, label: str) -> None:
    assert values(one("FN:x", line).phones) == [("1", label)]


def test_a_group_of_unknown_properties_and_its_parameters_stay_together() -> None:
    lines = ["item7.X-PET;TYPE=dog;X-AGE=\"4\":Rex\\, the dog", "item7.X-ABLabel:pet", "gruppe é.X-ODD:1"]  # fmt: skip
    assert one("FN:x", *lines).other == lines


def test_commas_in_the_names_of_old_cards_are_letters() -> None:
    assert one("N:Ruiz, PhD;Ana;;;", version="2.1").family == "Ruiz, PhD"
    assert one("N:Ruiz;Ana,Maria;;;").given == "Ana Maria"


def test_each_line_that_is_left_out_is_named_with_its_place() -> None:
    (card,) = cards("FN:Ana", "E", "TEL:1", "", "12 Harbour Road", "TITLE:Baker")
    assert [(remark.line, remark.lines) for remark in card.remarks] == [(4, "E"), (7, "12 Harbour Road")]


@pytest.mark.parametrize("value", ["", ";", "0000-00-00", "00000000", "-"])
def test_an_empty_day_is_none_and_no_fault(value: str) -> None:
    assert one("FN:x", f"BDAY:{value}").other == reasons("FN:x", f"BDAY:{value}") == []
