"""Outlook's and Thunderbird's CSV, English and German: honorifics and jobs, empty dates, addresses in parts."""

from pathlib import Path

import pytest

from crm.formats.readers import format_of
from tests.tables import people, person, remarks, table, written

DESKTOP = [
    "Title",
    "First Name",
    "Middle Name",
    "Last Name",
    "Suffix",
    "Company",
    "Department",
    "Job Title",
    "Business Street",
    "Business Street 2",
    "Business City",
    "Business State",
    "Business Postal Code",
    "Business Country/Region",
    "Home Street",
    "Home City",
    "Other Street",
    "Assistant's Phone",
    "Business Fax",
    "Business Phone",
    "Business Phone 2",
    "Company Main Phone",
    "Home Fax",
    "Home Phone",
    "Mobile Phone",
    "Pager",
    "Primary Phone",
    "TTY/TDD Phone",
    "Account",
    "Anniversary",
    "Assistant's Name",
    "Birthday",
    "Business Address PO Box",
    "Categories",
    "Children",
    "E-mail Address",
    "E-mail Type",
    "E-mail Display Name",
    "E-mail 2 Address",
    "E-mail 2 Type",
    "Gender",
    "Government ID Number",
    "Hobby",
    "Initials",
    "Keywords",
    "Language",
    "Location",
    "Manager's Name",
    "Notes",
    "Priority",
    "Private",
    "Profession",
    "Referred By",
    "Sensitivity",
    "Spouse",
    "User 1",
    "Web Page",
]
ANA = {
    "Title": "Dr.", "First Name": "Ana", "Last Name": "Ruiz", "Suffix": "Jr.", "Company": "Fig Tree", "Department": "Bread",
    "Job Title": "Baker", "Business Street": "1 Quay", "Business Street 2": "Floor 2", "Business City": "Cork",
    "Business Postal Code": "T12", "Business Country/Region": "Ireland", "Business Address PO Box": "77",
    "Home Street": "2 Hill", "Home City": "Bath", "Business Fax": "+44 131 496 0001", "Business Phone": "+44 131 496 0002",
    "Business Phone 2": "+44 131 496 0003", "Mobile Phone": "+44 7700 900123", "Anniversary": "0/0/00",
    "Birthday": "3/22/1980", "Categories": "Friends;Food, jam", "E-mail Address": "ana@fig.example", "E-mail Type": "SMTP",
    "E-mail 2 Address": "ruiz@fig.example", "Gender": "Unspecified", "Government ID Number": "X-1", "Priority": "Normal",
    "Private": "False", "Sensitivity": "Normal", "Spouse": "Mia", "Notes": "Tea\nno sugar", "Web Page": "https://fig.example",
}  # fmt: skip


def test_outlook_on_the_desktop(tmp_path: Path) -> None:
    path = written(tmp_path, table(DESKTOP, ANA).encode("cp1252"))
    assert (format_of(path), remarks(path)) == ("outlook-csv", [])
    ana = person(path)
    assert (ana.full_name, ana.prefix, ana.suffix) == ("Dr. Ana Ruiz Jr.", "Dr.", "Jr.")
    assert [(one.organization, one.title) for one in ana.roles] == [("Fig Tree", "Baker")]
    assert [(one.value, one.label) for one in ana.phones] == [
        ("+44 131 496 0001", "work fax"), ("+44 131 496 0002", "work"), ("+44 131 496 0003", "work"),
        ("+44 7700 900123", "cell"),
    ]  # fmt: skip
    assert [(one.value, one.label) for one in ana.addresses] == [
        ("1 Quay, Floor 2, 77, Cork, T12, Ireland", "work"), ("2 Hill, Bath", "home"),
    ]  # fmt: skip
    assert ana.addresses[0].parts == ["77", "", "1 Quay, Floor 2", "Cork", "", "T12", "Ireland"]
    assert (ana.birthday, ana.anniversary) == ("1980-03-22", None)
    assert ana.categories == ["Friends", "Food, jam"]
    assert [one.value for one in ana.emails] == ["ana@fig.example", "ruiz@fig.example"]
    assert sorted(ana.other) == ["ORG:Fig Tree;Bread", "X-GOVERNMENT-ID-NUMBER:X-1", "X-SPOUSE:Mia"]
    assert (ana.note, ana.urls[0].value) == ("Tea\nno sugar", "https://fig.example")


@pytest.mark.parametrize(
    ("column", "first"),
    [
        (["3/22/1980", "5/6/1981"], "1981-05-06"), (["22/3/1980", "5/6/1981"], "1981-06-05"),
        (["0/0/00", "5/6/1981"], "1981-05-06"), (["5.6.81"], "1981-06-05"), (["1981-06-05"], "1981-06-05"),
        (["31/12/1979", "30/11/1980", "5/13/1960", "5/6/1981"], "1981-06-05"), (["6 June 1981"], "1981-06-06"),
    ],
)  # fmt: skip
def test_the_whole_column_says_which_number_is_the_month(
    tmp_path: Path, column: list[str], first: str
) -> None:
    rows = [{"First Name": f"Ana {place}", "Birthday": day} for place, day in enumerate(column)]
    path = written(tmp_path, table(DESKTOP, *rows))
    assert people(path)[-1].birthday == first


def test_a_day_that_is_none_is_kept_and_said(tmp_path: Path) -> None:
    path = written(tmp_path, table(DESKTOP, {"First Name": "Ana", "Birthday": "31/31/1980"}))
    assert person(path).other == ["X-BIRTHDAY:31/31/1980"]
    assert [remark.reason for remark in remarks(path)] == [
        "the birthday 31/31/1980 is no whole date; kept as it is"
    ]


def test_outlook_on_the_web_and_googles_own_outlook_form(tmp_path: Path) -> None:
    web = [
        "First Name",
        "Middle Name",
        "Last Name",
        "Title",
        "Suffix",
        "Nickname",
        "Given Yomi",
        "Surname Yomi",
        "E-mail Address",
        "E-mail 2 Address",
        "Home Phone",
        "Business Phone",
        "Mobile Phone",
        "IMAddress",
        "Job Title",
        "Department",
        "Company",
        "Business Street",
        "Business City",
        "Personal Web Page",
        "Spouse",
        "Schools",
        "Hobby",
        "Location",
        "Web Page",
        "Birthday",
        "Anniversary",
        "Notes",
    ]
    row = {
        "First Name": "Ana", "Last Name": "Ruiz", "Title": "Dr.", "Job Title": "Baker", "E-mail Address": "ana@fig.example",
        "IMAddress": "ana.ruiz", "Schools": "Cork", "Personal Web Page": "https://ana.example", "Birthday": "1980-03-22",
    }  # fmt: skip
    path = written(tmp_path, table(web, row))
    assert format_of(path) == "outlook-csv"
    ana = person(path)
    assert (ana.full_name, ana.prefix, ana.roles[0].title) == ("Dr. Ana Ruiz", "Dr.", "Baker")
    assert ([one.value for one in ana.messengers], ana.other) == (["ana.ruiz"], ["X-SCHOOLS:Cork"])
    assert (ana.urls[0].label, ana.birthday) == ("home", "1980-03-22")


def test_outlook_in_german(tmp_path: Path) -> None:
    header = [
        "Anrede",
        "Vorname",
        "Weitere Vornamen",
        "Nachname",
        "Suffix",
        "Firma",
        "Abteilung",
        "Position",
        "Straße geschäftlich",
        "Ort geschäftlich",
        "Postleitzahl geschäftlich",
        "Straße privat",
        "Ort privat",
        "Fax geschäftlich",
        "Telefon geschäftlich",
        "Telefon geschäftlich 2",
        "Telefon privat",
        "Mobiltelefon",
        "E-Mail-Adresse",
        "E-Mail 2: Adresse",
        "Geburtstag",
        "Jahrestag",
        "Kategorien",
        "Notizen",
        "Webseite",
    ]
    row = {
        "Anrede": "Frau", "Vorname": "Jörg", "Nachname": "Müller", "Firma": "Nordlicht GmbH", "Position": "Bäcker",
        "Straße geschäftlich": "Kai 1", "Ort geschäftlich": "Köln", "Straße privat": "Hügel 2",
        "Telefon geschäftlich 2": "+49 221 1234", "Mobiltelefon": "+49 170 1234", "E-Mail-Adresse": "j@nord.example",
        "Geburtstag": "05/06/1981", "Kategorien": "Freunde;Essen",
    }  # fmt: skip
    path = written(tmp_path, table(header, row, delimiter=";").encode("cp1252"))
    assert format_of(path) == "outlook-csv"
    one = person(path)
    assert (one.prefix, one.given, one.family, one.birthday) == ("Frau", "Jörg", "Müller", "1981-06-05")
    assert [(role.organization, role.title) for role in one.roles] == [("Nordlicht GmbH", "Bäcker")]
    assert [(point.value, point.label) for point in one.addresses] == [
        ("Kai 1, Köln", "work"),
        ("Hügel 2", "home"),
    ]
    assert [(point.value, point.label) for point in one.phones] == [
        ("+49 221 1234", "work"),
        ("+49 170 1234", "cell"),
    ]
    assert (one.categories, one.other) == (["Freunde", "Essen"], [])
    assert [remark.reason for remark in remarks(path)] == [
        "letters were read as Windows-1252: look at the accents"
    ]


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,"
        "Fax Number,Mobile Number,Home Address,Home Address 2,Home City,Home ZipCode,Job Title,Department,Organization,"
        "Web Page 1,Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,Notes,",
        "Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,Messenger-Name,"
        "Tel. dienstlich,Tel. privat,Fax-Nummer,Mobil-Tel.-Nr.,Privat: Adresse,Privat: Adresse 2,Privat: Ort,Privat: PLZ,"
        "Arbeitstitel,Abteilung,Organisation,Webseite 1,Webseite 2,Geburtsjahr,Geburtsmonat,Geburtstag,"
        "Benutzerdef. 1,Notizen,",
    ],
    ids=["English", "German"],
)
def test_thunderbird(tmp_path: Path, header: str) -> None:
    row = (
        "Ana,Ruiz,Ana Ruiz,Nita,ana@fig.example,ruiz@fig.example,ana_r,+44 1 496,+44 2 496,+44 3 496,+44 4 496,1 Quay,"
        'Floor 2,Cork,T12,Baker,Bread,Fig Tree,https://fig.example,https://ana.example,1980,3,9,green,"Tea, no sugar",'
    )
    path = written(tmp_path, f"{header}\r\n{row}\r\n")
    assert format_of(path) == "thunderbird-csv"
    ana = person(path)
    assert (ana.full_name, ana.nickname, ana.birthday) == ("Ana Ruiz", "Nita", "1980-03-09")
    assert [one.value for one in ana.emails] == ["ana@fig.example", "ruiz@fig.example"]
    assert [one.label for one in ana.phones] == ["work", "home", "fax", "cell"]
    assert ana.addresses[0].parts == ["", "Floor 2", "1 Quay", "Cork", "", "T12", ""]
    assert [(one.organization, one.title) for one in ana.roles] == [("Fig Tree", "Baker")]
    assert [one.label for one in ana.urls] == ["work", "home"]
    assert ([one.value for one in ana.messengers], ana.note) == (["ana_r"], "Tea, no sugar")
    assert len(ana.other) == 2
    assert ana.other[0].endswith("1:green")
    assert remarks(path) == []


def test_a_birthday_in_columns_without_a_year(tmp_path: Path) -> None:
    header = ["Display Name", "Primary Email", "Birth Year", "Birth Month", "Birth Day"]
    path = written(tmp_path, table(header, ["Ana", "a@fig.example", "", "2", "29"]))
    assert person(path).birthday == "--02-29"
