"""The mail of the next step of anything with a key, for the command line and for every page."""

from datetime import date

from crm.drafts import mail_draft
from crm.drafts.introduction_steps import Wish, draft_next_of_introduction, draft_next_of_promise
from crm.drafts.loop_mail import (
    draft_next_of_advice,
    draft_next_of_ask,
    draft_next_of_share,
    draft_of_item,
)
from crm.drafts.mail import MailDraft
from crm.errors import NothingFound, NotUnderstood
from crm.storage.reading import Reader
from crm.things.key import KINDS
from crm.today import row_details

_ROWS = ("owed", "stay_close", "open_door", "birthday", "anniversary", "date", "moved")
_BY_KIND = {
    "introduction": draft_next_of_introduction,
    "ask": draft_next_of_ask,
    "advice": draft_next_of_advice,
    "share": draft_next_of_share,
    "item": draft_of_item,
}


def next_draft(
    read: Reader,
    key: str,
    today: date,
    owner: str = "",
    *,
    person_id: int | None = None,
    anonymous: bool = False,
) -> MailDraft:
    """The mail of the next step of a thing, or of a row of Today, signed by `owner`.

    `person_id` chooses a side of an introduction, or to whom an item goes. `anonymous` leaves the other side's name
    out of the question to a side. Raises NothingFound for a key that is not there and where nothing is left to write,
    NotUnderstood for a kind without mails.
    """
    kind, _, number = key.strip().rpartition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 19) or kind not in (*KINDS, *_ROWS):
        raise NothingFound(
            f"“{key.strip()}” is no key. A key is a kind and a number, such as introduction-2."
        )
    wish = Wish(today, owner, person_id, anonymous)
    if kind in _BY_KIND:
        return _BY_KIND[kind](read, int(number), wish)
    if kind == "promise":
        return _of_promise(read, int(number), wish)
    if kind in KINDS:
        raise NotUnderstood(f"A {kind} has no mail of its own.")
    return _of_row(read, f"{kind}-{int(number)}", wish)


def _of_promise(read: Reader, promise_id: int, wish: Wish) -> MailDraft:
    promise = row_details.promise(read, promise_id)
    if promise is None:
        raise NothingFound(f"There is no promise with the key promise-{promise_id}.")
    if promise.kind == "introduction" and promise.by is None:
        return draft_next_of_promise(read, promise, wish)
    with_it = [*promise.people, *([promise.by] if promise.by else [])]
    if wish.person_id is not None and all(who.id != wish.person_id for who in with_it):
        raise NothingFound(f"promise-{promise_id} is not with this person.")
    if promise.state in ("kept", "released"):
        raise NothingFound("Nothing is left to write here: this promise is settled.")
    if wish.person_id is not None and promise.by is None and promise.kind != "recommend":
        chosen = tuple(who for who in promise.people if who.id == wish.person_id)
        promise = promise._replace(people=chosen or promise.people)
    return mail_draft.draft_of_details(read, promise, wish.today, wish.owner)


def _of_row(read: Reader, key: str, wish: Wish) -> MailDraft:
    """Of a row of Today that is about a person."""
    try:
        return mail_draft.draft_for(read, key, wish.today, wish.owner)
    except NotUnderstood:
        raise NothingFound(f"There is no draft for “{key}”.") from None
