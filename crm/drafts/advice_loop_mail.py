"""Drafts the mail that closes the loop of advice: what came of it, in two sentences, or the question how it went."""

import re
from datetime import date

from crm.advice.queries import AdviceLine
from crm.drafts.addressing import in_second_person
from crm.drafts.mail import MailDraft, make_mail
from crm.drafts.person_details import DraftPerson, draft_person, recipients
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.text.shared_phrases import over

# Notes are written from the user's side: in the mail they go on from "I tried it:".
_DID = {
    "yes": "tried it, and this is what came of it:",
    "no": "thought it over and did not do it, and this is why:",
    "": "wanted to tell you what came of it:",
}
_BARE = {
    "yes": "tried it, and it was worth trying.",
    "no": "thought it over and did not do it; it made me think all the same.",
    "": "have not forgotten it.",
}
_MEANT = re.compile(r"^(?:he|she|they) (?:also )?(?:meant?|means|wanted|wants?|planned|plans?|hoped|hopes?) ")


def draft_loop(read: Reader, advice: AdviceLine, today: date, owner: str = "") -> MailDraft:
    """To the person who advised, or who was advised; signed by `owner`."""
    to = draft_person(read, advice.person.id, advice.person.name)
    said = _said(advice, today)
    if advice.direction == "given":
        return make_mail(
            read, "advice_asked", [to], {"said": said, "meant": _meant(advice, to), "owner": owner}
        )
    came_of = _sentence(in_second_person(advice.came_of, recipients([to])))
    did = (_DID if came_of else _BARE)[advice.tried]
    words = {"said": said, "did": did, "came_of": came_of, "owner": owner}
    return make_mail(read, "advice_told", [to], words)


def _said(advice: AdviceLine, today: date) -> str:
    """ "over coffee on 2 October you told me: “raise the day rate”." """
    when = days_in_words.on(advice.given_on, today) if advice.given_on else ""
    place = " ".join(part for part in (over(advice.meeting_kind), when) if part)
    told = "you advised me" if advice.direction == "received" else "I told you"
    words = advice.words.strip().rstrip(".")
    return f"{place} {told}: “{words}”.".strip()


def _meant(advice: AdviceLine, to: DraftPerson) -> str:
    """ " You meant to post it by the 15th.", where such a sentence was noted."""
    if not _MEANT.match(advice.applies.casefold()):
        return ""
    meant = in_second_person(advice.applies, recipients([to]))
    return f" {_sentence(meant[:1].upper() + meant[1:])}" if meant.casefold().startswith("you ") else ""


def _sentence(words: str) -> str:
    text = " ".join(words.split())
    return text if not text or text[-1] in ".!?…”" else f"{text}."
