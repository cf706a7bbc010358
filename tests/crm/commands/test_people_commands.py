"""show, set, people, find, delete, merge and two-people, as scripts use them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]

PERSON_KEYS = [
    "id", "uid", "full_name", "given", "additional", "family", "prefix", "suffix", "nickname", "organization", "title",
    "emails", "phones", "addresses", "urls", "messengers", "birthday", "anniversary", "photo", "categories", "note",
    "how_we_met", "introduced_by", "blurb", "standing", "rhythm", "last_contact_on", "roles", "other", "topics", "promises",
    "died", "dates",
]  # fmt: skip


def test_set_changes_fields_and_show_tells_everything(goodturn: Goodturn, people: list[int]) -> None:
    told = goodturn(
        "set", "Ana", "Ruiz", "rhythm=45d", "birthday=--04-12", "email+=ana@b.example", "tag+=food",
        "looking_for+=a designer", "note=Sings", "--json",
    )  # fmt: skip
    assert (told.status, told.err) == (0, "")
    one = told.json
    assert list(one) == PERSON_KEYS
    assert (one["rhythm"], one["birthday"], one["categories"], one["note"]) == (
        "45d",
        "--04-12",
        ["food"],
        "Sings",
    )
    assert one["emails"] == [{"value": "ana@b.example", "label": "", "preferred": False}]
    assert one["topics"] == {"looking_for": ["a designer"], "can_help_with": [], "cares_about": []}
    shown = goodturn("--json", "show", "ana@b.example").json
    assert shown | one == shown
    assert shown["notes"] == [{"key": "note-1", "on": None, "words": "Sings"}]
    assert "Sings" in goodturn("show", "Ana Ruiz").out


def test_the_owner_is_me(goodturn: Goodturn) -> None:
    told = goodturn("set", "me", "name=Kim Lee", "email+=kim@lee.example", "--json")
    assert (told.status, told.json["full_name"], told.json["id"]) == (0, "Kim Lee", None)
    assert goodturn("set", "me").status == 2


def test_people_by_filter_and_words(goodturn: Goodturn, people: list[int]) -> None:
    goodturn("set", "Ben Okafor", "tag+=fine food", "standing=parked")
    assert [p["full_name"] for p in goodturn("people", "--json").json["people"]] == ["Ana Ruiz", "Ben Okafor"]
    assert [
        p["id"] for p in goodturn("people", "standing:parked", "tag:fine food", "--json").json["people"]
    ] == [people[1]]
    nobody = goodturn("people", "ruiz", "tag:fine food", "--json")
    assert (nobody.status, nobody.json) == (1, {"people": []})
    assert goodturn("people", "shoe:44").status == 2
    assert "Ben Okafor (parked)" in goodturn("people", "okafor").out


def test_an_empty_book_lists_nobody_without_complaint(goodturn: Goodturn) -> None:
    told = goodturn("people", "--json")
    assert (told.status, told.json) == (0, {"people": []})


def test_find_searches_everything(goodturn: Goodturn, people: list[int]) -> None:
    goodturn("set", "Ana Ruiz", "note=The landlord wants a lease")
    told = goodturn("find", "landl", "--json")
    (hit,) = told.json["hits"]
    assert list(hit) == ["key", "kind", "id", "title", "excerpt", "person", "score"]
    assert hit["key"] == "note-1"
    assert (hit["kind"], hit["person"], hit["excerpt"]) == ("note", "Ana Ruiz", "The landlord wants a lease")
    nothing = goodturn("find", "zebra", "--json")
    assert (nothing.status, nothing.json) == (1, {"hits": []})
    assert goodturn("find", "an", "--limit", "x").status == 2
    assert len(goodturn("find", "a", "--limit", "1", "--json").json["hits"]) == 1


def test_more_than_one_fit_is_a_choice(goodturn: Goodturn, people: list[int]) -> None:
    goodturn("set", "Ben Okafor", "name=Ana Ruíz")
    for command in (
        ["show", "ana ruiz"],
        ["delete", "Ana Ruiz"],
        ["set", "Ana Ruiz", "tag+=x"],
        ["merge", "Ana Ruiz", "1"],
    ):
        told = goodturn(*command, "--json")
        assert told.status == 1
        assert [c["id"] for c in told.json["candidates"]] == people
        assert (
            told.err
            == "“"
            + ("ana ruiz" if command[0] == "show" else "Ana Ruiz")
            + "” fits 2 people. Say which one.\n"
        )
    assert len(goodturn("people", "--json").json["people"]) == 2


def test_delete_merge_and_two_people(goodturn: Goodturn, people: list[int]) -> None:
    ana, ben = people
    goodturn("set", str(ben), "email+=ben@b.example")
    assert goodturn("two-people", "Ana Ruiz", "Ben Okafor", "--json").json["id"] == ana
    one = goodturn("merge", "Ana Ruiz", "ben@b.example", "--json").json
    assert (one["id"], one["emails"][0]["value"]) == (ana, "ben@b.example")
    assert goodturn("show", "Ben Okafor").status == 1
    goodturn("undo")
    assert goodturn("delete", "Ben Okafor", "--json").json == {"deleted": ben}
    assert goodturn("show", str(ben)).status == 1
    goodturn("undo")
    assert goodturn("show", "Ben Okafor", "--json").json["emails"][0]["value"] == "ben@b.example"


@pytest.mark.parametrize("name", ["Ana\x1b[31m", "Ana\u202egnp.exe", "Ana\x07\nRuiz"])
def test_plain_text_carries_no_control_characters_from_data(
    goodturn: Goodturn, people: list[int], name: str
) -> None:
    goodturn("set", "1", f"blurb={name}\x9b31m", f"nickname={name}")
    for command in (["show", "1"], ["people"], ["history"], ["find", "Ana"]):
        out = goodturn(*command).out
        assert out
        assert not set(out) & set("\x1b\x07\x9b\u202e\r\x00")


def test_plain_text_keeps_its_order_round_any_name(goodturn: Goodturn, tmp_path: Path) -> None:
    names = ("דנה כהן", "Ana\u202egnp", "Be\u200bn\u2069")
    cards = "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n" for name in names)
    (tmp_path / "cards.vcf").write_text(cards, encoding="utf-8")
    goodturn("import", "cards.vcf")
    goodturn("log", "Coffee with דנה כהן yesterday")
    shown = goodturn("people").out + goodturn("history").out
    assert "\u2068דנה כהן\u2069" in shown
    assert "Ana\ufffdgnp" in shown
    assert not set(shown) & set("\u202e\u200b\u2067")
    assert shown.count("\u2068") == shown.count("\u2069")
    found = {one["full_name"] for one in goodturn("people", "--json").json["people"]}
    assert found == set(names), "what a script reads is the name itself"


def test_a_person_nobody_knows_is_one_sentence(goodturn: Goodturn, people: list[int]) -> None:
    told = goodturn("show", "Nobody\x1b Here")
    assert (told.status, told.out, told.err) == (1, "", "Nobody here is called “Nobody  Here”.\n")


def test_what_was_merged_is_taken_apart_again(goodturn: Goodturn, people: list[int]) -> None:
    assert goodturn("unmerge", "Ana Ruiz").out == "Nobody was merged into this person.\n"
    assert goodturn("unmerge", "Ana Ruiz", "1").status == 2
    goodturn("merge", "Ana Ruiz", "Ben Okafor")
    goodturn("log", "Coffee with Cleo Marsh")
    assert goodturn("merge", "Ana Ruiz", "Cleo Marsh").err == ""
    listed = goodturn("unmerge", "Ana Ruiz", "--json").json["merged"]
    assert [(one["number"], one["name"]) for one in listed] == [(1, "Cleo Marsh"), (2, "Ben Okafor")]
    wrong = goodturn("unmerge", "Ana Ruiz", "3")
    assert (wrong.status, "Nothing was changed" in wrong.err) == (2, True)
    back = goodturn("unmerge", "Ana Ruiz", "2", "--json").json
    assert back["name"] == "Ben Okafor"
    assert "Took Ben Okafor and Ana Ruiz apart" in back["label"]
    assert goodturn("unmerge", "Ana Ruiz").out.startswith("Took Cleo Marsh")
    assert {one["full_name"] for one in goodturn("people", "--json").json["people"]} >= {
        "Ben Okafor",
        "Cleo Marsh",
    }
