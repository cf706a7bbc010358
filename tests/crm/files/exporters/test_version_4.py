"""Habits of vCard 4.0: addresses as values, one fact in several spellings, kinds, what is said by numbers."""

import pytest

from tests.crm.files.one_card import PHOTO, one, reasons, values


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("TEL;VALUE=uri:tel:+1-418-656-9254;ext=102", "+1-418-656-9254 ext. 102"),
        ("TEL:tel:+1-418-262-6501", "+1-418-262-6501"),
        ("TEL;VALUE=uri:TEL:+1%20555", "+1 555"),
        ('TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+1-418', "+1-418"),
    ],
)
def test_phones(line: str, value: str) -> None:
    assert [point.value for point in one("FN:x", line, version="4.0").phones] == [value]


def test_sip_is_a_messenger() -> None:
    found = one("FN:x", "TEL;VALUE=uri:sip:ana@x.example", version="4.0")
    assert (values(found.messengers), found.phones) == ([("sip:ana@x.example", "")], [])


def test_one_fact_in_several_spellings_is_kept_once() -> None:
    found = one(
        "FN;ALTID=1;LANGUAGE=fr:Élodie", "FN;ALTID=1;LANGUAGE=en:Elodie", "N;ALTID=1;LANGUAGE=fr:D;Élodie;;;",
        "N;ALTID=1;LANGUAGE=en:D;Elodie;;;", "TITLE;ALTID=1;LANGUAGE=fr:Patron", "TITLE;ALTID=1;LANGUAGE=en:Boss",
        "TITLE;ALTID=2:Chair", "EMAIL:a@x.example", "EMAIL;TYPE=work:A@x.example", version="4.0",
    )  # fmt: skip
    assert (found.full_name, found.given) == ("Élodie", "Élodie")
    assert [role.title for role in found.roles] == ["Patron", "Chair"]
    assert [point.value for point in found.emails] == ["a@x.example"]


def test_a_firm_is_not_split_into_a_given_and_a_family_name() -> None:
    found = one("KIND:org", "FN:Fig Tree Labs", version="4.0")
    assert [role.organization for role in found.roles] == ["Fig Tree Labs"]
    assert (found.given, found.family, found.other) == ("", "", ["KIND:org"])


@pytest.mark.parametrize("kind", ["individual", "INDIVIDUAL", ""])
def test_being_a_person_goes_without_saying(kind: str) -> None:
    assert one("FN:x", f"KIND:{kind}", version="4.0").other == []


@pytest.mark.parametrize(
    "line",
    ["RELATED;VALUE=text;TYPE=friend:Bo", "LANG;PREF=1:fr", "GENDER:F", "CLIENTPIDMAP:1;urn:uuid:5", "TZ:Raleigh",
     "KEY:data:application/pgp-keys;base64,AAAA", "GEO:geo:1,2", "BIRTHPLACE:Here", "DEATHDATE:2000", "SOURCE:http://x",
     "item1.X-ODD;A=1;B=\"x;y\":a\\,b\\;c", "BDAY;VALUE=text:circa 1800"],
)  # fmt: skip
def test_what_is_not_understood_stays_word_for_word(line: str) -> None:
    assert one("FN:x", line, version="4.0").other == [line]
    assert reasons("FN:x", line, version="4.0") == []


def test_preferred_by_number_and_lists_with_escaped_commas() -> None:
    found = one(
        "FN:x",
        "EMAIL;PREF=2:b@x.example",
        "EMAIL;PREF=1:a@x.example",
        "CATEGORIES:a,b\\,c",
        "NICKNAME:Boss,El",
        version="4.0",
    )
    assert [point.preferred for point in found.emails] == [False, True]
    assert (found.categories, found.nickname) == (["a", "b,c"], "Boss, El")


def test_days_with_hours_and_addresses_with_labels() -> None:
    found = one(
        "FN:x", "ANNIVERSARY:20090808T1430-0500", 'ADR;LABEL="12 Rd^nLeeds";TYPE=work:;;12 Rd;Leeds;;;UK',
        'ADR;GEO="geo:12.3,-4":;;2;L;;;', version="4.0",
    )  # fmt: skip
    assert found.anniversary == "2009-08-08"
    assert values(found.addresses) == [("12 Rd, Leeds, UK", "work"), ("2, L", "")]


def test_a_photo_in_an_address() -> None:
    assert one("FN:x", f"PHOTO:data:image/png;base64,{PHOTO}", version="4.0").photo is not None
