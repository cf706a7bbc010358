"""Texts of a story entry: date and kind, a title line, and the note."""

from dataclasses import dataclass
from datetime import date

from crm.asks.ask_lines import shorten_question
from crm.meetings.event_purpose import EventPurpose
from crm.people.story import StoryEntry
from crm.text.days_in_words import plain
from crm.text.markdown_marks import without_signs
from crm.things.key import Key

_TITLE_AT_MOST = 80

FILTERS = ("everything", "meetings", "given", "received", "notes")
_MEETINGS = {"video": "video call", "email": "e-mail"}
_ANSWERS = {
    "open": "No answer yet",
    "yes": "They said yes",
    "no": "They said no",
    "not_now": "They said not now",
}
_INTRODUCTION = {"heard": "introduction, and they told how it went", "made": "introduction"}


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One entry as painted by the list."""

    id: tuple[str, int]
    when: str
    title: str
    body: str

    @property
    def key(self) -> Key:
        return Key(*self.id)


def story_row(entry: StoryEntry, today: date) -> StoryRow:
    when = plain(entry.on, today) if entry.on else "some time ago"
    title, body = _content(entry)
    return StoryRow((entry.kind, entry.id), f"{when}, {_what(entry)}", title, body)


def matches_filter(entry: StoryEntry, chosen: str) -> bool:
    """Whether an entry matches the chosen filter."""
    match chosen:
        case "meetings":
            return entry.kind == "meeting"
        case "notes":
            return entry.kind == "note"
        case "given":
            return _is_given(entry)
        case "received":
            return (entry.kind, entry.what) in (("advice", "received"), ("promise", "theirs"))
    return True


def accessible_text(one: StoryRow | None) -> str:
    return "" if one is None else ". ".join(part for part in (one.when, one.title, one.body) if part)


def _is_given(entry: StoryEntry) -> bool:
    kept = (("advice", "given"), ("promise", "mine"))
    return entry.kind in ("share", "introduction") or (entry.kind, entry.what) in kept


def _what(entry: StoryEntry) -> str:
    match entry.kind:
        case "meeting":
            place = f" at {entry.title}" if entry.title else ""
            others = f" with {_joined(entry.people)}" if entry.people else ""
            return f"{_MEETINGS.get(entry.what, entry.what)}{place}{others}"
        case "share":
            return "you shared"
        case "introduction":
            return _INTRODUCTION.get(entry.what, "introduction")
        case "ask":
            return "you asked"
        case "advice":
            return "advice for you" if entry.what == "received" else "your advice"
        case "promise":
            return "you kept your word" if entry.what == "mine" else "a promise to you was kept"
    return "note" if entry.on else "kept about them"


def _content(entry: StoryEntry) -> tuple[str, str]:
    match entry.kind:
        case "meeting" if entry.event:
            return EventPurpose(entry.event, "").title, without_signs(entry.body)
        case "meeting" | "note":
            return _first_line(without_signs(entry.body))
        case "share":
            landed = f"It landed: {entry.what}" if entry.what else ""
            return f"“{entry.title}”", "\n".join(part for part in (entry.body, landed) if part)
        case "introduction":
            return f"Introduced to {_joined(entry.people)}" if entry.people else "", entry.body
        case "ask":
            answer = "\n".join(part for part in (_ANSWERS[entry.what], entry.body) if part)
            return f"“{shorten_question(entry.title)}”", answer
        case "advice":
            return f"“{entry.title}”", f"What came of it: {entry.body}" if entry.body else ""
    return entry.title[:1].upper() + entry.title[1:], entry.body


def _first_line(note: str) -> tuple[str, str]:
    """A short first line followed by more text serves as title."""
    first, _, rest = note.strip().partition("\n")
    first = first.lstrip("# ").strip()
    if rest.strip() and len(first) <= _TITLE_AT_MOST:
        return first, rest.strip()
    return "", note.strip()


def _joined(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
