"""What each mail template is for, in the user's words, and what its fields stand for."""

from typing import NamedTuple

from crm.drafts import mail_templates


class TemplateEntry(NamedTuple):
    group: str
    name: str
    title: str


_ENTRIES = {
    "Introductions": {
        "introduction_question": "Asking one side first",
        "introduction_question_anonymous": "Asking without the other’s name",
        "introduction_nudge": "Asking again, a week later",
        "introduction": "Introducing both",
        "introduction_heard": "Asking what came of it",
        "introduction_thanks": "Thanks for an introduction",
        "introduction_outcome": "Telling what came of it",
    },
    "Asks and advice": {
        "ask": "A question",
        "advice_told": "Telling what came of advice",
        "advice_asked": "Asking how your advice went",
        "report_back": "Reporting back on advice",
        "getting_back": "Getting back to someone",
    },
    "What you promised": {
        "share": "Sending something promised",
        "share_item": "Sending something from the shelf",
        "thank": "Thanking",
        "recommend": "A recommendation",
        "recommend_to": "Recommending to someone",
        "ask_after": "Asking after something",
        "check_in": "Asking how someone is",
        "meet_again": "Meeting again",
        "favour": "A favour",
        "call": "A call",
        "write": "Writing, as promised",
        "inform": "Telling a sponsor first",
        "congratulate": "Congratulations",
        "later": "Later than promised",
        "let_go": "Letting a promise go",
        "owed": "Reminding of what was offered",
    },
    "Keeping in touch": {
        "stay_close": "Saying hello",
        "birthday": "A birthday",
        "anniversary": "An anniversary",
        "moved": "A new position",
        "event_beforehand": "Before an event",
    },
}


class Field(NamedTuple):
    """`example` stands in the preview where nothing is known of the chosen people."""

    meaning: str
    example: str


FIELDS = {
    "names": Field("whom it is to", "Ana"),
    "owner": Field("your name", "Sam Lind"),
    "one": Field("the first one", "Ana"),
    "other": Field("the other one", "Ben"),
    "first": Field("the first name", "Ben"),
    "about_one": Field("a line about the first one", "Ana makes hot sauce."),
    "about_other": Field("a line about the other one", "Ben runs a packaging studio."),
    "about": Field("a line about them", "Ben runs a packaging studio."),
    "when": Field("when it was", "on 12 October"),
    "thing": Field("what it is about", "send you the pricing article"),
    "Thing": Field("what it is about, as a title", "The pricing article"),
    "title": Field("a subject that fits", "How did it go?"),
    "what": Field("what for", " on the new shop"),
    "thanks": Field("what you thank for", "thank you for the introduction"),
    "words": Field("your question", "Could you tell me in 15 minutes how you told old clients?"),
    "why": Field("why it is good, or why you ask them", "The part on small shops is the best I know."),
    "offer": Field("what you offer", "I can bring our survey of forty studios."),
    "link": Field("the link", "https://foodnotes.example/wholesale"),
    "reason": Field("your reason", "You mentioned the sales role in June."),
    "advice": Field("the advice", "“Raise the day rate by a fifth” was your advice in October."),
    "tried": Field("what you tried", "I did it with two new clients and both said yes."),
    "said": Field("what was advised", "In October you told me: “raise the day rate by a fifth”."),
    "did": Field("whether you tried it", "tried it, and this is what came of it:"),
    "meant": Field("what they meant to do", "You meant to post it by the 15th."),
    "came_of": Field("what came of it", "We met twice, and he is now our printer."),
    "met": Field("a word on the last meeting", "It was good to talk over coffee on Thursday. "),
    "opening": Field("a reason to write", "You were looking for a stockist in Glasgow."),
    "now": Field("what they do now", "head of design at Nordlys"),
    "event": Field("the event", "the spring fair"),
    "thought": Field("what you thought of for them", "I have an article for you."),
}


def entries() -> list[TemplateEntry]:
    """All templates there are, by what they are for; one that is not named here stands last, by its file's name."""
    there = mail_templates.names()
    named = [
        TemplateEntry(group, name, title)
        for group, titles in _ENTRIES.items()
        for name, title in titles.items()
        if name in there
    ]
    known = {entry.name for entry in named}
    others = [
        TemplateEntry("Other mails", name, name.replace("_", " ").capitalize())
        for name in there
        if name not in known
    ]
    return named + others
