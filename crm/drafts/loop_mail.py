"""Mails of asks, advice, shares and items of the shelf: sent, followed up, and thanked for."""

from datetime import date
from sqlite3 import Row

from crm.advice import queries as advice_queries
from crm.drafts.advice_loop_mail import draft_loop
from crm.drafts.ask_mail import AskParts, draft_ask
from crm.drafts.introduction_steps import Wish
from crm.drafts.mail import MailDraft, make_mail
from crm.drafts.person_details import draft_person
from crm.drafts.share_mail import draft_share, first_reason
from crm.errors import ChoiceNeeded, NothingFound
from crm.shelf.whole_item import whole_item
from crm.storage.reading import Reader
from crm.text import days_in_words

_ASK = (
    "SELECT person_id, words, why_you, respect, offer, state, asked_on, not_before_on FROM ask WHERE id = :id"
)
_SHARE = "SELECT s.person_id, s.sent_on, s.landed, i.title FROM share s JOIN item i ON i.id = s.item_id WHERE s.id = :id"
_ALREADY_SENT = "SELECT sent_on FROM share WHERE item_id = :id AND person_id = :person"


def draft_next_of_ask(read: Reader, ask_id: int, wish: Wish) -> MailDraft:
    """The ask itself, its one reminder, thanks for the answer, or the question again when its day has come."""
    row = _found(read, _ASK, "ask", ask_id, wish)
    person = draft_person(read, row["person_id"], "")
    if row["state"] == "draft":
        why = " ".join(part for part in (row["respect"], row["why_you"]) if part)
        return draft_ask(
            read, row["person_id"], person.name, AskParts(row["words"], why, row["offer"]), wish.owner
        )
    if row["state"] == "not_now" and date.fromisoformat(row["not_before_on"]) > wish.today:
        day = days_in_words.named(date.fromisoformat(row["not_before_on"]), wish.today)
        raise NothingFound(f"{person.name} said not now: the day to ask again is {day}.")
    template = {"open": "ask_reminder", "yes": "ask_thank", "no": "ask_no", "not_now": "ask_again"}[
        row["state"]
    ]
    words = {
        "words": row["words"],
        "when": _on(row["asked_on"], wish.today),
        "offer": _offer(row),
        "owner": wish.owner,
    }
    return make_mail(read, template, [person], words)


def draft_next_of_advice(read: Reader, advice_id: int, wish: Wish) -> MailDraft:
    """What came of advice that was received; how it went with advice that was given."""
    advice = advice_queries.one(read, advice_id)
    if advice is None:
        raise NothingFound(f"There is no advice with the key advice-{advice_id}.")
    if wish.person_id not in (None, advice.person.id):
        raise NothingFound(f"advice-{advice_id} is not with this person.")
    if advice.told_on is not None:
        raise NothingFound("This loop is closed: nothing is left to write about this advice.")
    return draft_loop(read, advice, wish.today, wish.owner)


def draft_next_of_share(read: Reader, share_id: int, wish: Wish) -> MailDraft:
    """Whether it was of use."""
    row = _found(read, _SHARE, "share", share_id, wish)
    if row["landed"]:
        raise NothingFound("It is noted already how this was received: nothing is left to write.")
    words = {"thing": f"“{row['title']}”", "Thing": row["title"], "when": _on(row["sent_on"], wish.today)}
    return make_mail(
        read, "share_landed", [draft_person(read, row["person_id"], "")], {**words, "owner": wish.owner}
    )


def draft_of_item(read: Reader, item_id: int, wish: Wish) -> MailDraft:
    """An item of the shelf to one person, with what speaks for it. Raises ChoiceNeeded without one."""
    item = whole_item(read, item_id)
    if item is None:
        raise NothingFound(f"There is no item with the key item-{item_id}.")
    if wish.person_id is None:
        raise ChoiceNeeded("Say to whom: put the person behind the key.", [])
    sent = read.one(_ALREADY_SENT, id=item_id, person=wish.person_id)
    if sent is not None:
        name = draft_person(read, wish.person_id, "").name
        raise NothingFound(f"{name} has it already{_sent_when(sent, wish.today)}.")
    return draft_share(read, item, wish.person_id, first_reason(read, item, wish.person_id), wish.owner)


def _found(read: Reader, sql: str, kind: str, thing_id: int, wish: Wish) -> Row:
    row = read.one(sql, id=thing_id)
    if row is None:
        raise NothingFound(f"There is no {kind} with the key {kind}-{thing_id}.")
    if wish.person_id not in (None, row["person_id"]):
        raise NothingFound(f"{kind}-{thing_id} is not with this person.")
    return row


def _offer(row: Row) -> str:
    """What was offered in return holds once the answer is yes."""
    return f"What I offered still stands: {row['offer']}" if row["offer"] else ""


def _on(day: str | None, today: date) -> str:
    return days_in_words.on(date.fromisoformat(day), today) if day else ""


def _sent_when(row: Row, today: date) -> str:
    when = _on(row["sent_on"], today)
    return f", since {when.removeprefix('on ')}" if when else ""
