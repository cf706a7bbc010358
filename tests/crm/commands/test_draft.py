"""`draft`: the mail of the next step, as a script asks for it."""

from collections.abc import Callable

from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]


def test_the_mail_of_each_kind_of_thing(goodturn: Goodturn, people: list[int]) -> None:
    assert goodturn("log", "Coffee with Ana Ruiz yesterday. I'll send her the pricing article.").status == 0
    told = goodturn("draft", "promise-1", "--json")
    assert told.status == 0, told.err
    assert set(told.json) == {"to", "subject", "body", "note"}
    assert told.json["body"].startswith("Ana,\n\nas promised: the pricing article.")
    plain = goodturn("draft", "promise-1").out
    assert plain.splitlines()[1] == "Subject: The pricing article"
    assert goodturn("draft", "stay_close-1").status == 0
    assert goodturn("history", "--json").json["steps"][0]["label"] != "Drafted", "reading makes no step"


def test_what_has_no_mail_is_refused(goodturn: Goodturn, people: list[int]) -> None:
    assert goodturn("draft", "promise-99").status == 1
    assert goodturn("draft", "introduction-99").status == 1
    assert goodturn("draft", "ask-99").status == 1
    assert goodturn("draft", "topic-1").status in (1, 2)
    for no_key in ("nonsense", "bogus-1", "person-1"):
        assert goodturn("draft", no_key).status == 1, no_key
    assert goodturn("draft").status == 2
