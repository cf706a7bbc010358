"""What each mail template is for, in the order of the list in Settings."""

from typing import NamedTuple


class TemplatePurpose(NamedTuple):
    name: str
    purpose: str


class TemplateGroup(NamedTuple):
    title: str
    templates: tuple[TemplatePurpose, ...]


GROUPS = (
    TemplateGroup(
        "Introductions",
        (
            TemplatePurpose("introduction_question", "Asking one side about an introduction"),
            TemplatePurpose("introduction_nudge", "Asking again about an introduction"),
            TemplatePurpose("introduction_later", "Coming back after a “later”"),
            TemplatePurpose("introduction", "Introducing two people"),
            TemplatePurpose("introduction_heard", "Asking what came of an introduction"),
            TemplatePurpose("introduction_thank", "Thanking for an introduction"),
            TemplatePurpose("introduction_came_of", "Telling what came of an introduction"),
        ),
    ),
    TemplateGroup(
        "Shelf",
        (
            TemplatePurpose("share", "Sending what I promised"),
            TemplatePurpose("share_item", "Sharing something from the shelf"),
            TemplatePurpose("share_landed", "Asking whether it was of use"),
        ),
    ),
    TemplateGroup(
        "Asks and advice",
        (
            TemplatePurpose("ask", "An ask"),
            TemplatePurpose("ask_reminder", "Reminding of an ask"),
            TemplatePurpose("ask_again", "Asking again after a “not now”"),
            TemplatePurpose("ask_thank", "Thanking for a yes"),
            TemplatePurpose("ask_no", "Thanking for an honest no"),
            TemplatePurpose("advice_told", "Telling what came of advice"),
            TemplatePurpose("advice_asked", "Asking how my advice went"),
        ),
    ),
    TemplateGroup(
        "What you promised",
        (
            TemplatePurpose("thank", "Thanking"),
            TemplatePurpose("getting_back", "Getting back to someone"),
            TemplatePurpose("ask_after", "Asking how something went"),
            TemplatePurpose("check_in", "Asking how someone is"),
            TemplatePurpose("favour", "A favour I promised"),
            TemplatePurpose("call", "A call I promised"),
            TemplatePurpose("write", "A message I promised"),
            TemplatePurpose("meet_again", "Meeting again"),
            TemplatePurpose("recommend", "Recommending someone"),
            TemplatePurpose("recommend_to", "Recommending one person to another"),
            TemplatePurpose("inform", "Telling a sponsor first"),
            TemplatePurpose("later", "Telling that it takes longer"),
            TemplatePurpose("let_go", "Letting a promise go"),
            TemplatePurpose("owed", "Reminding of what I was promised"),
        ),
    ),
    TemplateGroup(
        "Staying in touch",
        (
            TemplatePurpose("stay_close", "Staying in touch"),
            TemplatePurpose("congratulate", "Congratulating"),
            TemplatePurpose("moved", "A new job"),
            TemplatePurpose("birthday", "A birthday"),
            TemplatePurpose("anniversary", "An anniversary"),
            TemplatePurpose("event_beforehand", "Before an event"),
        ),
    ),
)
_PURPOSES = {one.name: one.purpose for group in GROUPS for one in group.templates}


def purpose(name: str) -> str:
    return _PURPOSES[name]
