"""The fields of every kind of thing, as data: label, how each is edited, and when it is shown. No Qt here."""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from ui.thing_fields.thing_values import Values


class Editor(Enum):
    LINE = "one line"
    TEXT = "several lines"
    DAY = "a day in words, or from a calendar"
    CHOICE = "one of a few"
    NAMES = "chips, added and taken out one by one"


class Choice(NamedTuple):
    """`day` names the field of the day that this answer needs. `offered`: whether it can be chosen anew."""

    value: str
    label: str
    day: str = ""
    offered: bool = True


def _always(values: Values) -> bool:
    return True


class FieldEntry(NamedTuple):
    """`name` as `edit KEY` takes it; `label` and `hint` may hold other values: "for {first_a}". `ahead`: a bare weekday lies ahead."""

    name: str
    label: str
    editor: Editor = Editor.LINE
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    ahead: bool = False
    is_shown: Callable[[Values], bool] = _always


def fields_of(kind: str, values: Values) -> list[FieldEntry]:
    """Those shown for these values, with names filled into their labels and hints."""
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    shown = [entry for entry in FIELDS[kind] if entry.is_shown(values)]
    return [
        entry._replace(label=entry.label.format_map(texts), hint=entry.hint.format_map(texts))
        for entry in shown
    ]


def _has(name: str, *wanted: str) -> Callable[[Values], bool]:
    """Whether the field has one of these values; without values, whether it is filled."""
    return lambda values: values[name] in wanted if wanted else bool(values[name])


def _has_not(name: str, *values: str) -> Callable[[Values], bool]:
    has = _has(name, *values)
    return lambda values: not has(values)


_DAY, _CHOICE, _TEXT, _NAMES = Editor.DAY, Editor.CHOICE, Editor.TEXT, Editor.NAMES
_ON = FieldEntry("on", "on", _DAY, hint="yesterday, Friday, 3 May")
PROMISE_KINDS = (
    Choice("share", "send something"), Choice("thank", "thank"), Choice("favour", "favour"),
    Choice("recommend", "recommend"), Choice("report_back", "tell how it went"),
    Choice("ask_after", "ask how it went"), Choice("meet_again", "meet again"),
    Choice("inform", "tell first"),
)  # fmt: skip
_STATES = (
    Choice("open", "open"), Choice("waiting", "waiting", offered=False), Choice("kept", "kept"),
    Choice("released", "let go"),
)  # fmt: skip
_ASK_STATES = (
    Choice("draft", "a draft"), Choice("open", "no answer yet"), Choice("yes", "yes"), Choice("no", "no"),
    Choice("not_now", "not now, until…", day="until"),
)  # fmt: skip
_TOPIC_KINDS = (
    Choice("looking_for", "looking for"), Choice("can_help_with", "can help with"),
    Choice("cares_about", "cares about"),
)  # fmt: skip
_no_introduction = _has_not("kind", "introduction")


def _is_to_people(values: Values) -> bool:
    """A promise by someone else is to the user; an introduction has its two sides."""
    return values["kind"] != "introduction" and (values["by"] == "me" or bool(values["people"]))


def _is_to_send(values: Values) -> bool:
    return values["kind"] == "share" and values["by"] == "me"


def _to_try(values: Values) -> bool:
    """Advice to the user that is not tried yet, or has a day to try it by."""
    return values["direction"] == "received" and (not values["tried"] or bool(values["try_by"]))


def _answers(side: str) -> tuple[Choice, ...]:
    return (
        Choice("not_asked", "not asked"), Choice("asked", "asked"), Choice("yes", "yes"), Choice("no", "no"),
        Choice("later", "later…", day=f"until_{side}"),
    )  # fmt: skip


def _side(side: str, other: str) -> tuple[FieldEntry, ...]:
    """What one side of an introduction is told, and answers while it is not made."""
    return (
        FieldEntry(
            f"reason_{side}", f"for {{first_{side}}}", _TEXT, hint=f"why to meet {{first_{other}}}",
            is_shown=_has(f"first_{side}"),
        ),
        FieldEntry(
            f"answer_{side}", f"{{first_{side}}} says", _CHOICE, _answers(side),
            is_shown=lambda values: bool(values[f"first_{side}"]) and not values["made_on"],
        ),
        FieldEntry(
            f"until_{side}", "again on", _DAY, ahead=True,
            is_shown=lambda values: values[f"answer_{side}"] == "later" and not values["made_on"],
        ),
    )  # fmt: skip


FIELDS: dict[str, tuple[FieldEntry, ...]] = {
    "note": (FieldEntry("words", "note", _TEXT), _ON._replace(hint="no day")),
    "promise": (
        FieldEntry("what", "what"),
        FieldEntry("kind", "kind", _CHOICE, PROMISE_KINDS, is_shown=_no_introduction),
        FieldEntry("people", "to", _NAMES, hint="who else?", is_shown=_is_to_people),
        FieldEntry("item", "from the shelf", hint="title or link of an item", is_shown=_is_to_send),
        FieldEntry("due", "due", _DAY, hint="no day: Friday, in two weeks", ahead=True),
        FieldEntry("state", "now", _CHOICE, _STATES, is_shown=_no_introduction),
        FieldEntry("outcome", "what came of it", _TEXT, hint="how it went"),
    ),
    "share": (
        FieldEntry("reason", "why for them", _TEXT, hint="what made you think of them"),
        _ON._replace(label="sent on"),
        FieldEntry("landed", "how it landed", _TEXT, hint="what they said of it"),
    ),
    "introduction": (
        *_side("a", "b"),
        *_side("b", "a"),
        FieldEntry("made_on", "introduced on", _DAY, hint="not yet: today, Friday"),
        FieldEntry("heard_on", "heard back on", _DAY, hint="not yet", is_shown=_has("made_on")),
        FieldEntry("thanked_on", "thanked on", _DAY, hint="not yet", is_shown=_has("made_on")),
        FieldEntry("came_of", "what came of it", _TEXT, hint="how it went", is_shown=_has("made_on")),
    ),
    "ask": (
        FieldEntry("words", "your ask", _TEXT),
        FieldEntry("why", "why them", _TEXT, hint="what makes them the one to ask"),
        FieldEntry("respect", "what you know", _TEXT, hint="what of theirs you have read or used"),
        FieldEntry("offer", "in return", _TEXT, hint="what you can do for them, however small"),
        FieldEntry("size", "how much it takes", hint="15 minutes, one mail"),
        _ON._replace(label="asked on", is_shown=_has_not("state", "draft")),
        FieldEntry("state", "answer", _CHOICE, _ASK_STATES),
        FieldEntry("until", "ask again from", _DAY, ahead=True, is_shown=_has("state", "not_now")),
        FieldEntry(
            "answer_words", "in their words", _TEXT, hint="what they said",
            is_shown=_has_not("state", "draft"),
        ),
    ),
    "advice": (
        FieldEntry("words", "advice", _TEXT),
        FieldEntry("direction", "from whom", _CHOICE, (Choice("received", "they told me"), Choice("given", "I told them"))),
        _ON,
        FieldEntry("applies", "for me", _TEXT, hint="does it apply to me?", is_shown=_has("direction", "received")),
        FieldEntry("tried", "tried", _CHOICE, (Choice("yes", "yes"), Choice("", "not yet"), Choice("no", "no, and that is fine"))),
        FieldEntry("try_by", "try it by", _DAY, hint="no day", ahead=True, is_shown=_to_try),
        FieldEntry("came_of", "what came of it", _TEXT, hint="how it went"),
        FieldEntry("told", "told them on", _DAY, hint="not yet", is_shown=_has("direction", "received")),
        FieldEntry("told", "they told me on", _DAY, hint="not yet", is_shown=_has("direction", "given")),
    ),
    "topic": (FieldEntry("topic", "topic"), FieldEntry("kind", "kind", _CHOICE, _TOPIC_KINDS)),
    "item": (
        FieldEntry("title", "title"),
        FieldEntry("url", "link", hint="https://"),
        FieldEntry("why", "why keep it", _TEXT, hint="what is good in it"),
        FieldEntry("topics", "topics", _NAMES, hint="add"),
        FieldEntry("from", "from", hint="who showed it to you"),
    ),
}  # fmt: skip
