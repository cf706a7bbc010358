"""What real programs write, one habit a story: each card comes in whole, or it is said what did not."""

from base64 import b64encode

import pytest
import vobject

from crm.formats.vcard.reader import read
from crm.text import date_formats
from tests.cards import PIXEL, card
from tests.crm.files.one_card import PHOTO, cards, one, reasons


def test_an_unescaped_comma_cuts_nothing() -> None:
    assert one("FN:Mustermann, Heiko").full_name == "Mustermann, Heiko"
    assert one("FN:x", "ORG:Company, The").roles[0].organization == "Company, The"


def test_quoted_printable_is_joined_over_soft_breaks() -> None:
    qp = "ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8"
    found = one(f"N;{qp}:M=C3=BC=\r\nller;J=C3=B6rg;;;", f"NOTE;{qp}:one=0D=0A=\r\ntwo", version="2.1")
    assert (found.family, found.given, found.note) == ("Müller", "Jörg", "one\ntwo")


@pytest.mark.parametrize("following", [" indented", "# a comment"])
def test_a_soft_break_may_be_followed_by_a_blank_or_a_hash(following: str) -> None:
    found = one("FN:x", f"NOTE;ENCODING=QUOTED-PRINTABLE:first=\r\n{following}", "TITLE:Baker", version="2.1")
    assert found.note == "first" + following
    assert found.roles[0].title == "Baker"


def test_a_soft_break_survives_a_doubled_carriage_return() -> None:
    assert one("FN;ENCODING=QUOTED-PRINTABLE:J=C3=\r\r\n=B6rg", version="2.1").full_name == "Jörg"


def test_nokia_begins_values_with_a_soft_break() -> None:
    n = "N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=\r\n=D0=98=D0=B2=D0=B0=D0=BD;=\r\n=D0=9F=D0=B0=D1=83;=\r\n;;"
    found = one(n, "TEL;CELL:+7 1", version="2.1")
    assert (found.family, found.given) == ("Иван", "Пау")
    assert found.phones[0].value == "+7 1"


def test_an_accidental_equals_sign_does_not_swallow_the_next_property() -> None:
    found = one("FN:x", "NOTE;ENCODING=QUOTED-PRINTABLE:2 + 2 ==", "TEL;CELL:123456", version="2.1")
    assert found.phones[0].value == "123456"


def test_the_words_quoted_printable_in_a_value_mean_nothing() -> None:
    found = one("NOTE:ENCODING=QUOTED-PRINTABLE=", "FN:Ana")
    assert (found.full_name, found.note) == ("Ana", "ENCODING=QUOTED-PRINTABLE=")


def test_quoted_printable_in_another_charset() -> None:
    assert one("FN;ENCODING=QUOTED-PRINTABLE:J=F6rg", version="2.1").full_name == "Jörg"
    greek = one("FN;CHARSET=ISO-8859-7;ENCODING=QUOTED-PRINTABLE:=CD=DF=EA=EF=F2", version="2.1")
    assert greek.full_name == "Νίκος"


def test_a_cut_letter_is_dropped_and_odd_sequences_stay() -> None:
    cut = one("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Z=C3=B6=C3", version="2.1")
    assert cut.full_name == "Zö"
    assert one("FN;ENCODING=QUOTED-PRINTABLE:50 =ZZ off", version="2.1").full_name == "50 =ZZ off"


def test_an_unknown_charset_counts_as_none() -> None:
    assert one("FN;CHARSET=nosuch;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg", version="2.1").full_name == "Jörg"
    assert one(b"FN;CHARSET=zlib:J\xc3\xb6rg", version="2.1").full_name == "Jörg"


def test_raw_bytes_follow_their_own_charset() -> None:
    assert one(b"FN;CHARSET=SHIFT_JIS:" + "佐藤".encode("shift_jis"), version="2.1").full_name == "佐藤"
    assert one(b"FN;CHARSET=windows-1252:Fran\xe7ois", "NOTE:für", version="2.1").full_name == "François"


def test_bytes_in_no_known_charset_are_windows_1252_and_that_is_said() -> None:
    assert one(b"FN:Fran\xe7ois").full_name == "François"
    assert any("Windows-1252" in reason for reason in reasons(b"FN:Fran\xe7ois"))


def test_bytes_in_no_known_charset_follow_one_named_elsewhere_in_the_file() -> None:
    first = b"BEGIN:VCARD\nFN:" + "Νίκος".encode("iso8859-7") + b"\nEND:VCARD\n"
    second = b"BEGIN:VCARD\nFN;CHARSET=ISO-8859-7:" + "Ελένη".encode("iso8859-7") + b"\nEND:VCARD\n"
    names = [card.contact.full_name for card in read(first + second) if card.contact]
    assert names == ["Νίκος", "Ελένη"]


def test_the_guess_can_be_changed() -> None:
    data = b"BEGIN:VCARD\nFN:" + "Łukasz".encode("cp1250") + b"\nEND:VCARD\n"
    (card,) = read(data, charset="cp1250")
    assert card.contact is not None
    assert card.contact.full_name == "Łukasz"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_utf_16_with_and_without_a_mark(codec: str) -> None:
    (card,) = read("BEGIN:VCARD\r\nFN:Jörg 佐藤\r\nEND:VCARD\r\n".encode(codec))
    assert card.contact is not None
    assert card.contact.full_name == "Jörg 佐藤"


def test_folding_may_split_a_letter() -> None:
    assert one(b"FN:J\xc3\r\n \xb6rg").full_name == "Jörg"
    assert one("NOTE:ab\r\n cd\r\n\tef", "FN:x").note == "abcdef"


def test_a_damaged_photo_costs_the_photo_alone() -> None:
    for bad in ("AAAAA", "not base64 at all!", b64encode(b"not a picture").decode(), PHOTO[:41]):
        (card,) = cards("FN:Marta Lind", f"PHOTO;ENCODING=b;TYPE=PNG:{bad}", "TITLE:Baker")
        assert card.contact is not None
        assert card.contact.photo is None
        assert card.remarks[0].reason.startswith("photo is damaged")
        assert card.contact.roles[0].title == "Baker"


@pytest.mark.parametrize(
    "line",
    [
        f"PHOTO;ENCODING=b;TYPE=PNG:{PHOTO}",
        f"PHOTO;ENCODING=b:data:image/png;base64,{PHOTO}",
        f"PHOTO:data:image/png;base64,{PHOTO}",
        f"PHOTO:data:image/png\\;base64\\,{PHOTO}",
        f"PHOTO;PNG;B:{PHOTO}",
        f"PHOTO;PNG;ENCODING=BASE64:\r\n  {PHOTO[:60]}\r\n  {PHOTO[60:]}\r\n",
        f"PHOTO;ENCODING=b;TYPE=PNG:{PHOTO[:60]}\r\n{PHOTO[60:]}",
        f"PHOTO;ENCODING=b;TYPE=PNG:{PHOTO.rstrip('=')}",
        f"PHOTO;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&1&1&x==;ENCODING=b:{PHOTO}",
    ],
)
def test_every_way_to_write_a_photo(line: str) -> None:
    (card,) = cards("FN:Marta", line, "TITLE:Baker")
    assert card.contact is not None
    assert card.contact.photo is not None
    assert (card.contact.photo.data, card.contact.photo.media_type) == (PIXEL, "image/png")
    assert card.contact.roles[0].title == "Baker"
    assert PHOTO[:30] not in card.contact.raw
    assert not card.remarks


def test_a_photo_elsewhere_is_never_fetched_but_kept() -> None:
    found = one("FN:x", "PHOTO;VALUE=uri:https://photos.example/1.jpg")
    assert found.photo is None
    assert found.other == ["PHOTO;VALUE=uri:https://photos.example/1.jpg"]


def test_a_picture_bomb_is_refused_by_its_header() -> None:
    bomb = PIXEL[:16] + (7900).to_bytes(4, "big") * 2 + PIXEL[24:]
    assert any(
        "7900 x 7900" in reason for reason in reasons("FN:x", f"PHOTO;ENCODING=b:{b64encode(bomb).decode()}")
    )


def test_encodings_are_compared_without_regard_to_case() -> None:
    assert one("FN;ENCODING=Quoted-Printable:J=C3=B6rg", version="2.1").full_name == "Jörg"
    assert one("FN;ENCODING=8BIT:Jörg", "NOTE;ENCODING=7bit:plain", version="2.1").note == "plain"


def test_profile_is_ignored() -> None:
    assert one("PROFILE:VCARD", "FN:Ana").other == []


def test_generous_names_and_groups() -> None:
    found = one(
        "FN:Ana", "a.b.EMAIL:ana@x.example", "gruppe é.TEL:123456", "X-messaging/xmpp-All:ana@jabber.example"
    )
    assert found.emails[0].value == "ana@x.example"
    assert found.phones[0].value == "123456"
    assert found.messengers[0].value == "xmpp:ana@jabber.example"
    assert one("FN:Ana", "X ODD NAME:value").other == ["X ODD NAME:value"]


@pytest.mark.parametrize("bad", ["FN", "E", "# a comment", "12 Harbour Road"])
def test_a_line_without_a_colon_costs_that_line(bad: str) -> None:
    (card,) = cards("FN:Ana", bad, "TITLE:Baker")
    assert card.contact is not None
    assert card.contact.roles[0].title == "Baker"
    (remark,) = card.remarks
    assert (remark.line, remark.card, remark.name, remark.lines) == (4, 1, "Ana", bad)


def test_odd_parameters() -> None:
    found = one(
        "FN:x",
        "TEL;PREF;:1",
        "TEL;TYPE=WORK,:2",
        'ADR;LABEL="a: b; \\"c\\"":;;Street;;;;',
        "EMAIL;;TYPE=:a@b.example",
    )
    assert [point.value for point in found.phones] == ["1", "2"]
    assert found.phones[0].preferred
    assert found.phones[1].label == "work"
    assert found.addresses[0].parts == ["", "", "Street", "", "", "", ""]
    assert found.emails[0].value == "a@b.example"


def test_missing_ends_and_blanks() -> None:
    data = b"\xef\xbb\xbfjunk\nBEGIN:VCARD \nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD \nbegin:vcard\nFN:C\nend:vcard\nBEGIN:VCARD\nFN:D"
    found = list(read(data))
    assert [card.contact.full_name for card in found if card.contact] == ["A", "B", "C", "D"]
    assert [card.first_line for card in found if card.contact] == [2, 4, 7, 10]
    assert found[0].kind == "outside"
    assert [bool(card.remarks) for card in found] == [True, True, False, False, True]


def test_a_missing_begin_costs_its_own_lines_only() -> None:
    found = list(read(b"FN:Lost\nEND:VCARD\nBEGIN:VCARD\nFN:Kept\nEND:VCARD\n"))
    assert [card.kind for card in found] == ["outside", "person"]
    assert "FN:Lost" in found[0].remarks[0].lines


def test_files_put_together_without_a_line_end() -> None:
    found = list(read(b"BEGIN:VCARD\nFN:A\nEND:VCARDBEGIN:VCARD\nFN:B\nEND:VCARD"))
    assert [card.contact.full_name for card in found if card.contact] == ["A", "B"]


def test_an_agent_is_never_the_owner() -> None:
    data = b"BEGIN:VCARD\nFN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Agent\nTEL:1\nEND:VCARD\nEMAIL:boss@x.example\nEND:VCARD\n"
    boss, agent = (card.contact for card in read(data))
    assert boss is not None
    assert agent is not None
    assert (boss.full_name, [point.value for point in boss.emails], boss.phones) == (
        "Boss",
        ["boss@x.example"],
        [],
    )
    assert agent.full_name == "Agent"


def test_a_card_inside_another_without_an_agent_line() -> None:
    data = b"BEGIN:VCARD\nFN:Outer\nBEGIN:VCARD\nFN:Inner\nEND:VCARD\nEMAIL:o@x.example\nEND:VCARD\nBEGIN:VCARD\nFN:Z\nEND:VCARD"
    outer, inner, after = (card.contact for card in read(data))
    assert outer is not None
    assert inner is not None
    assert after is not None
    assert (outer.full_name, outer.emails[0].value) == ("Outer", "o@x.example")
    assert (inner.full_name, after.full_name) == ("Inner", "Z")


def test_an_agent_in_one_escaped_line_is_left_as_it_is() -> None:
    line = "AGENT:BEGIN:VCARD\\nFN:Susan\\nEND:VCARD\\n"
    assert one("FN:Boss", line).other == [line]


def test_depth_over_four_is_refused_and_counted() -> None:
    deep = (
        b"BEGIN:VCARD\nFN:x\nAGENT:\n" * 1000 + b"END:VCARD\n" * 1000 + b"BEGIN:VCARD\nFN:After\nEND:VCARD\n"
    )
    found = list(read(deep))
    assert sum(card.count for card in found) == 1001
    assert [card.count for card in found] == [1, 1, 1, 1, 996, 1]
    assert found[-1].contact is not None
    assert found[-1].contact.full_name == "After"


def test_line_ends_of_old_macs() -> None:
    found = list(read(b"BEGIN:VCARD\rFN:A\rEND:VCARD\rBEGIN:VCARD\rFN:B\rEND:VCARD\r"))
    assert [card.contact.full_name for card in found if card.contact] == ["A", "B"]


def test_backslashes() -> None:
    found = one("FN:x", "URL:http\\://a.example", "NOTE:a\\; b\\, c\\\\ \\\"d\\\" \\'e\\' f\\ng\\Nh")
    assert found.urls[0].value == "http://a.example"
    assert found.note == "a; b, c\\ \"d\" 'e' f\ng\nh"
    assert one("FN:x", "NOTE:C:\\work\\ana\\nnew", version="2.1").note == "C:\\work\\ana\nnew"


def test_names_in_parts() -> None:
    found = one("N:Public;John;Quinlan,Paul;Mr.;Jr.,M.D.;extra")
    assert (found.family, found.given, found.additional) == ("Public", "John", "Quinlan Paul")
    assert (found.prefix, found.suffix) == ("Mr.", "Jr. M.D.")
    assert found.full_name == "Mr. John Quinlan Paul Public Jr. M.D."


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:", "N:Ruiz;Ana;;;"], "Ana Ruiz"),
        (["N:;;;;", "ORG:Fig Tree;", "EMAIL:a@b.example"], "Fig Tree"),
        (["EMAIL:a@b.example", "TEL:1"], "a@b.example"),
        (["TEL:+44 1"], "+44 1"),
        (["NICKNAME:Bo"], "Bo"),
    ],
)
def test_a_name_is_made_where_there_is_none(lines: list[str], name: str) -> None:
    assert one(*lines).full_name == name


def test_a_card_about_nobody_is_reported() -> None:
    (card,) = cards("TITLE:Baker", "NOTE:who")
    assert card.kind == "unreadable"
    assert card.remarks[0].reason == "card has no name, organisation, e-mail or phone"
    assert card.remarks[0].line == 1


def test_carets_in_parameters() -> None:
    assert (
        one("FN:x", "ADR;LABEL=\"12^nHarbour ^'Road^'\":;;;;;;").addresses[0].parts[2] == '12\nHarbour "Road"'
    )  # type: ignore[index]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("BDAY:1980-03-22", "1980-03-22"),
        ("BDAY:19800322", "1980-03-22"),
        ("BDAY:1955-07-19T00:00:00Z", "1955-07-19"),
        ("BDAY:1996-04-15T201243+04:00", "1996-04-15"),
        ("BDAY:--0203", "--02-03"),
        ("BDAY:--04-16", "--04-16"),
        ("BDAY:--0229", "--02-29"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-15", "--03-15"),
        ('BDAY;X-APPLE-OMIT-YEAR="1604":16040315', "--03-15"),
        ("BDAY:16040315", "--03-15"),
        ("BDAY;VALUE=date:2001-09-09", "2001-09-09"),
    ],
)
def test_birthdays(line: str, day: str) -> None:
    found = one("FN:x", line)
    assert (found.birthday, found.other) == (day, [])


@pytest.mark.parametrize(
    "line", ["BDAY;VALUE=text:circa 1800", "BDAY:19723101", "BDAY:206-12-15", "BDAY:1980"]
)
def test_a_birthday_that_is_no_day_is_kept_as_it_is(line: str) -> None:
    found = one("FN:x", line)
    assert (found.birthday, found.other) == (None, [line])


def test_google_habits() -> None:
    found = one(
        "item1.EMAIL;TYPE=INTERNET:ana@x.example", "item1.X-ABLabel:Studio", "EMAIL;TYPE=INTERNET;TYPE=WORK:w@x.example",
        "CATEGORIES:myContacts,Food", "item2.URL:http\\://x.example", "item2.X-ABLabel:_$!<HomePage>!$_",
        "item3.X-ABDATE:2011-05-06", "item3.X-ABLabel:_$!<Anniversary>!$_", "item4.X-ABRELATEDNAMES:Bo",
        "item4.X-ABLabel:_$!<Spouse>!$_", "X-PHONETIC-FIRST-NAME:Ah-na",
    )  # fmt: skip
    assert [(point.value, point.label) for point in found.emails] == [
        ("ana@x.example", "Studio"),
        ("w@x.example", "work"),
    ]
    assert (found.urls[0].value, found.urls[0].label) == ("http://x.example", "homepage")
    assert found.anniversary == "2011-05-06"
    assert found.other == [
        "item4.X-ABRELATEDNAMES:Bo", "item4.X-ABLabel:_$!<Spouse>!$_", "X-PHONETIC-FIRST-NAME:Ah-na",
    ]  # fmt: skip


def test_apple_habits() -> None:
    found = one(
        "N:;;;;", "FN:", "ORG:Fig Tree Labs;", "X-ABShowAs:COMPANY", "X-AIM;type=HOME:figgy",
        "IMPP;X-SERVICE-TYPE=AIM;type=HOME;type=pref:aim:figgy", "X-SOCIALPROFILE;type=twitter:http://twitter.com/fig",
        "TEL;type=CELL;type=VOICE;type=pref:+44 20 1",
    )  # fmt: skip
    assert found.full_name == "Fig Tree Labs"
    assert "X-ABShowAs:COMPANY" in found.other
    assert [point.value for point in found.messengers] == ["aim:figgy"]
    assert (found.urls[0].value, found.urls[0].label) == ("http://twitter.com/fig", "twitter")
    assert (found.phones[0].label, found.phones[0].preferred) == ("cell", True)


@pytest.mark.parametrize("prefix", ["X-ADDRESSBOOKSERVER-", ""])
def test_groups(prefix: str) -> None:
    (card,) = cards(
        f"{prefix}KIND:group",
        "FN:Climbers",
        "UID:g1",
        f"{prefix}MEMBER:urn:uuid:1",
        f"{prefix}MEMBER:urn:uuid:2",
    )
    assert card.kind == "group"
    assert card.members == ["urn:uuid:1", "urn:uuid:2"]


def test_outlook_habits() -> None:
    found = one(
        b"N;LANGUAGE=de:M\xfcller;J\xfcrgen", b"FN:J\xfcrgen M\xfcller", "ORG:Hafen AG;Einkauf",
        "LABEL;WORK;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Stra=C3=9Fe 1=0D=0A=\r\n20095 Hamburg",
        "X-MS-ANNIVERSARY;VALUE=DATE:20030405", "X-MS-IMADDRESS:jm@im.example", "X-MS-MANAGER:Greta",
        f"PHOTO;TYPE=PNG;ENCODING=BASE64:\r\n {PHOTO}\r\n", 'X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="x"></card>',
        version="2.1",
    )  # fmt: skip
    assert found.full_name == "Jürgen Müller"
    assert found.roles[0].organization == "Hafen AG"
    assert "ORG:Hafen AG;Einkauf" in found.other
    assert "LABEL;WORK:Straße 1\\n20095 Hamburg" in found.other
    assert found.anniversary == "2003-04-05"
    assert found.messengers[0].value == "im:jm@im.example"
    assert found.photo is not None


def test_android_habits() -> None:
    found = one(
        "FN:x", "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Bo;1;;;;;;;;;;;;;",
        "X-ANDROID-CUSTOM;CHARSET=UTF-8:vnd.android.cursor.item/contact_event;1999-07-10;1;;;;",
        "TEL;X-Ferienhaus:1", "TEL;X-NEC-SECRET;CELL:2", "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Ana;5;;",
        version="2.1",
    )  # fmt: skip
    assert (found.nickname, found.anniversary) == ("Bo", "1999-07-10")
    assert [point.label for point in found.phones] == ["Ferienhaus", "cell"]
    assert found.other == ["X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Ana;5;;"]


def test_thunderbird_breaks_a_line_inside_a_note() -> None:
    (card,) = cards("FN:x", "NOTE:first", "second", "TITLE:Baker", version="4.0")
    assert card.contact is not None
    assert card.contact.note == "first\nsecond"
    assert card.remarks[0].line == 5


def test_kaddressbook_evolution_and_nextcloud_habits() -> None:
    found = one(
        "FN:x", "X-KADDRESSBOOK-X-Anniversary:2001-02-03", "X-KADDRESSBOOK-X-SpouseName:Bo",
        "X-messaging/xmpp-All:a@j.example\ue000b@j.example", "ADR;TYPE=home:;;;;;;", "TEL;TYPE=cell:",
        'TEL;TYPE="HOME,VOICE":123', "IMPP;TYPE=TELEGRAM:ana", "X-EVOLUTION-FILE-AS:x",
    )  # fmt: skip
    assert found.anniversary == "2001-02-03"
    assert [point.value for point in found.messengers] == [
        "xmpp:a@j.example",
        "xmpp:b@j.example",
        "telegram:ana",
    ]
    assert found.addresses == []
    assert [(point.value, point.label) for point in found.phones] == [("123", "home")]
    assert found.other == ["X-KADDRESSBOOK-X-SpouseName:Bo", "X-EVOLUTION-FILE-AS:x"]


def test_version_4_habits() -> None:
    found = one(
        "FN:x", "TEL;VALUE=uri;PREF=1:tel:+1-418-656-9254;ext=102", "TEL:tel:+1-418-262-6501", "TEL:sip:ana@sip.example",
        "N;ALTID=1;LANGUAGE=ja:佐藤;健太;;;", "N;ALTID=1;LANGUAGE=en:Sato;Kenta;;;", "KIND:org", "ANNIVERSARY:20090808",
        "RELATED;TYPE=spouse:urn:uuid:7",
        version="4.0",
    )  # fmt: skip
    assert [point.value for point in found.phones] == ["+1-418-656-9254 ext. 102", "+1-418-262-6501"]
    assert found.phones[0].preferred
    assert found.messengers[0].value == "sip:ana@sip.example"
    assert (found.family, found.given) == ("佐藤", "健太")
    assert found.anniversary == "2009-08-08"
    assert found.other == ["KIND:org", "RELATED;TYPE=spouse:urn:uuid:7"]


def test_several_roles() -> None:
    found = one("FN:x", "ORG:A", "TITLE:Baker", "item2.ORG:B", "item2.TITLE:Adviser")
    assert [(role.organization, role.title) for role in found.roles] == [("A", "Baker"), ("B", "Adviser")]
    assert one("FN:x", "ORG:A", "ROLE:Chair").roles[0].title == "Chair"


def test_letters_no_database_takes_are_gone() -> None:
    found = one(b"FN:A\x00na\x07", "NOTE:one\u2028two", version="4.0")
    assert (found.full_name, found.note) == ("Ana", "one\ntwo")


def test_too_much_of_a_thing_is_refused_with_a_reason() -> None:
    many = "TEL;" + "X-A=1;" * 100_000 + "TYPE=home:1"
    assert "too many parameters" in reasons("FN:x", many)[0]
    assert "lines beyond" in reasons("FN:x", *["X-A:1"] * 20_000)[0]


def test_an_endless_line_costs_that_line() -> None:
    data = (
        b"BEGIN:VCARD\nFN:Ana\nNOTE:"
        + b"a" * (18 << 20)
        + b"\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\n"
    )
    ana, bo = read(data)
    assert ana.contact is not None
    assert bo.contact is not None
    assert (ana.contact.note, ana.contact.phones[0].value) == ("", "1")
    assert (ana.remarks[0].line, ana.remarks[0].reason) == (3, "a line of more than 16 MB was left out")
    assert (bo.contact.full_name, bo.first_line) == ("Bo", 6)


def test_another_reader_finds_the_same_in_good_cards() -> None:
    for text in (card(index, seed=21) for index in range(60)):
        theirs = vobject.readOne(text, allowQP=True)
        (ours,) = read(text.encode())
        assert ours.contact is not None
        assert ours.contact.full_name == theirs.fn.value
        assert ours.contact.family == theirs.n.value.family
        assert ours.contact.emails[0].value == theirs.email.value
        assert ours.contact.phones[0].value == theirs.tel.value.removeprefix("tel:")
        if "NOTE" in text and "QUOTED" not in text:
            assert ours.contact.note == theirs.note.value


def test_only_dates_that_may_come_again_are_kept_in_mind() -> None:
    """A parameter of half a megabyte is no such date, however many cards have one."""
    date_formats._parse_iso_date.cache_clear()
    assert date_formats.parse_iso_date("1980-04-12", "1" * 500_000) == "1980-04-12"
    assert date_formats.parse_iso_date("1604-04-12", "1604") == "--04-12"
    assert date_formats._parse_iso_date.cache_info().currsize == 1
