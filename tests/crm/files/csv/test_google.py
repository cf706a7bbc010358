"""Google's CSV, new and old: several values in a cell, starred labels, families of numbered columns."""

from pathlib import Path

from crm.formats.readers import format_of
from tests.tables import GOOGLE, person, remarks, table, written

OLD = [
    "Name",
    "Given Name",
    "Additional Name",
    "Family Name",
    "Yomi Name",
    "Given Name Yomi",
    "Additional Name Yomi",
    "Family Name Yomi",
    "Name Prefix",
    "Name Suffix",
    "Initials",
    "Nickname",
    "Short Name",
    "Maiden Name",
    "Birthday",
    "Gender",
    "Location",
    "Billing Information",
    "Directory Server",
    "Mileage",
    "Occupation",
    "Hobby",
    "Sensitivity",
    "Priority",
    "Subject",
    "Notes",
    "Language",
    "Photo",
    "Group Membership",
    "E-mail 1 - Type",
    "E-mail 1 - Value",
    "IM 1 - Type",
    "IM 1 - Service",
    "IM 1 - Value",
    "Phone 1 - Type",
    "Phone 1 - Value",
    "Address 1 - Type",
    "Address 1 - Formatted",
    "Address 1 - Street",
    "Address 1 - City",
    "Address 1 - PO Box",
    "Address 1 - Region",
    "Address 1 - Postal Code",
    "Address 1 - Country",
    "Address 1 - Extended Address",
    "Organization 1 - Type",
    "Organization 1 - Name",
    "Organization 1 - Yomi Name",
    "Organization 1 - Title",
    "Organization 1 - Department",
    "Organization 1 - Symbol",
    "Organization 1 - Location",
    "Organization 1 - Job Description",
    "Relation 1 - Type",
    "Relation 1 - Value",
    "Website 1 - Type",
    "Website 1 - Value",
    "Event 1 - Type",
    "Event 1 - Value",
    "Custom Field 1 - Type",
    "Custom Field 1 - Value",
]

ANA = {
    "First Name": "Ana", "Middle Name": "María", "Last Name": "Ruiz", "Name Prefix": "Dr.", "Nickname": "Nita",
    "Phonetic First Name": "A-na", "File As": "Ruiz, Ana", "Organization Name": "Fig Tree",
    "Organization Title": "Baker", "Organization Department": "Bread, cakes", "Birthday": " --04-12",
    "Notes": "Likes tea,\nnot coffee", "Photo": "https://pictures.example/1", "Labels": "Friends ::: * myContacts ::: * starred",
    "E-mail 1 - Label": "* Work", "E-mail 1 - Value": "Ana@Fig.example ::: ruiz@fig.example",
    "Phone 1 - Label": "Mobile", "Phone 1 - Value": "+44 20 7946 0958 ::: +44 131 496 0988",
    "Address 1 - Label": "Home", "Address 1 - Formatted": "1 Quay\nCork", "Address 1 - Street": "1 Quay",
    "Address 1 - City": "Cork", "Address 1 - Postal Code": "T12", "Address 1 - Country": "Ireland",
    "Relation 1 - Label": "Spouse", "Relation 1 - Value": "Mia", "Website 1 - Label": "Profile",
    "Website 1 - Value": "https://ana.example", "Event 1 - Label": "Anniversary", "Event 1 - Value": "2001-06-09",
    "Custom Field 1 - Label": "Shoe size", "Custom Field 1 - Value": "38; wide",
}  # fmt: skip


def test_every_column_of_the_new_form_arrives(tmp_path: Path) -> None:
    path = written(tmp_path, table(GOOGLE, ANA))
    assert (format_of(path), remarks(path)) == ("google-csv", [])
    ana = person(path)
    assert (ana.full_name, ana.prefix, ana.additional, ana.nickname) == (
        "Dr. Ana María Ruiz",
        "Dr.",
        "María",
        "Nita",
    )
    assert [(one.value, one.label, one.preferred) for one in ana.emails] == [
        ("Ana@Fig.example", "work", True), ("ruiz@fig.example", "work", True),
    ]  # fmt: skip
    assert [(one.value, one.label) for one in ana.phones] == [
        ("+44 20 7946 0958", "cell"), ("+44 131 496 0988", "cell"),
    ]  # fmt: skip
    assert (ana.birthday, ana.anniversary, ana.categories) == ("--04-12", "2001-06-09", ["Friends"])
    assert ana.note == "Likes tea,\nnot coffee"
    assert ana.addresses[0].value == "1 Quay, Cork, T12, Ireland"
    assert ana.addresses[0].parts == ["", "", "1 Quay", "Cork", "", "T12", "Ireland"]
    assert [(one.value, one.label) for one in ana.urls] == [("https://ana.example", "profile")]
    assert [(one.organization, one.title) for one in ana.roles] == [("Fig Tree", "Baker")]
    assert sorted(ana.other) == [
        "ORG:Fig Tree;Bread\\, cakes", "PHOTO;VALUE=uri:https://pictures.example/1",
        'RELATED;VALUE=text;X-LABEL="spouse":Mia', 'X-CUSTOM-FIELD;X-LABEL="Shoe size":38\\; wide',
        "X-FILE-AS:Ruiz\\, Ana", "X-PHONETIC-FIRST-NAME:A-na",
    ]  # fmt: skip


def test_the_template_with_its_columns_in_another_order_is_read_the_same(tmp_path: Path) -> None:
    assert (
        person(written(tmp_path, table(sorted(GOOGLE), ANA))).emails
        == person(written(tmp_path, table(GOOGLE, ANA), "b.csv")).emails
    )


def test_the_old_form(tmp_path: Path) -> None:
    row = {
        "Name": "Ana Ruiz", "Given Name": "Ana", "Family Name": "Ruiz", "Gender": "Female", "Birthday": "--04-12",
        "Group Membership": "* My Contacts ::: Test ::: * Friends", "E-mail 1 - Type": "* Home",
        "E-mail 1 - Value": "ana@fig.example", "IM 1 - Service": "Skype", "IM 1 - Value": "ana.ruiz",
        "Organization 1 - Name": "Fig Tree ::: Blue Bottle", "Organization 1 - Title": "Baker",
        "Address 1 - Type": "Work", "Address 1 - Formatted": "2 Hill\nCork",
    }  # fmt: skip
    path = written(tmp_path, table(OLD, row))
    assert format_of(path) == "google-csv"
    ana = person(path)
    assert ana.categories == ["Test", "Friends"]
    assert [(one.value, one.label, one.preferred) for one in ana.emails] == [
        ("ana@fig.example", "home", True)
    ]
    assert [one.value for one in ana.messengers] == ["skype:ana.ruiz"]
    assert [(one.organization, one.title) for one in ana.roles] == [
        ("Fig Tree", "Baker"),
        ("Blue Bottle", ""),
    ]
    assert (ana.addresses[0].value, ana.addresses[0].label) == ("2 Hill, Cork", "work")
    assert (ana.birthday, ana.other) == ("--04-12", ["X-GENDER:Female"])


def test_someone_with_an_address_alone_is_named_by_it(tmp_path: Path) -> None:
    path = written(tmp_path, table(GOOGLE, {"Labels": "* myContacts", "E-mail 1 - Value": "a@fig.example"}))
    ana = person(path)
    assert (ana.full_name, ana.given, ana.emails[0].label) == ("a@fig.example", "", "")


def test_several_addresses_in_one_cell_are_several(tmp_path: Path) -> None:
    row = {
        "First Name": "Ana",
        "Address 1 - Street": "1 Quay ::: 2 Hill",
        "Address 1 - City": "Cork ::: Bath",
    }
    ana = person(written(tmp_path, table(GOOGLE, row)))
    assert [one.value for one in ana.addresses] == ["1 Quay, Cork", "2 Hill, Bath"]
