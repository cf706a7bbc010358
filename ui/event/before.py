"""Before an event: why the user goes, what they can offer, three questions, and their own answer."""

from functools import partial

from PySide6.QtWidgets import QWidget

from crm.asks.vague_asks import check_ask
from crm.events.offer_ideas import OfferIdea
from crm.events.whole_event import WholeEvent
from crm.meetings.meeting_lines import MOST_QUESTIONS, OFFER, QUESTION
from ui import use_cases
from ui.context import Context
from ui.kept_field import KeptField
from ui.theme.look import look
from ui.widgets.buttons import Button, IconLabel
from ui.widgets.chips import Chip
from ui.widgets.fields import InlineField, InlineNote
from ui.widgets.labels import ElidedLabel, PlainLabel, section
from ui.widgets.layout import Card, Lines, column, row
from ui.written_lines import WrittenLines

_ICONS = {"item": "link", "introduction": "spline"}
_ENOUGH_WORDS = 4


class BeforeColumn(QWidget):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._event_id = 0
        self._ideas: list[OfferIdea] | None = None
        hint = "what you go for, in a sentence you could tell a friend"
        self._kept_why = KeptField(context, InlineNote("", hint))
        self.why = self._kept_why.field
        self.why.setAccessibleName("Why I go")
        self._kept_why.changed.connect(self._say_why)
        self.specific = Chip("specific", "good")
        self.why_words = PlainLabel("", "caption", wrap=True)
        self.idea_lines = Lines()
        self.offers = WrittenLines(context, OFFER)
        self.questions = WrittenLines(context, QUESTION, MOST_QUESTIONS)
        hint = "one thing you would be glad of, small enough to say yes to"
        self._kept_want = KeptField(context, InlineField("", hint))
        self.want = self._kept_want.field
        self.want.setAccessibleName("If someone asks what they can do for you")
        self._kept_want.changed.connect(self._say_want)
        self._build()

    def show_event(self, event: WholeEvent, ideas: list[OfferIdea], standing_want: str) -> None:
        self._event_id = event.id
        self._kept_why.show_text(f"why of event {event.uid}", event.why)
        self._show_specific(event.why)
        self._show_ideas(ideas)
        self.offers.invite(f"something {'else ' if ideas or event.offers else ''}you could bring")
        self.offers.show_lines(event.id, event.uid, event.offers)
        self.questions.invite("and another one" if event.questions else "a question you would like answered")
        self.questions.show_lines(event.id, event.uid, event.questions)
        self._kept_want.show_text(f"want of event {event.uid}", event.want or standing_want)
        said = "Your standing answer. Change it here for this event only."
        self._want_words.setText(said if standing_want and not event.want else "For this event only.")

    def _show_specific(self, why: str) -> None:
        """Only clear words are marked: the checker's other findings are about asks to one person."""
        vague = next((one for one in check_ask(why) if one.rule == "vague"), None)
        enough = len(why.split()) >= _ENOUGH_WORDS
        self.specific.setVisible(enough and vague is None)
        self.why_words.setVisible(vague is not None)
        self.why_words.setText(f"“{vague.words}”: {vague.advice}" if vague else "")

    def _show_ideas(self, ideas: list[OfferIdea]) -> None:
        self.idea_lines.setVisible(bool(ideas))
        if ideas == self._ideas:
            return
        self._ideas = ideas
        self.idea_lines.clear()
        for idea in ideas:
            self.idea_lines.add(self._idea_line(idea))

    def _idea_line(self, idea: OfferIdea) -> QWidget:
        line = QWidget()
        words = ElidedLabel(idea.words)
        note = PlainLabel(idea.note, "caption")
        bring = Button("Bring it", "link", clicked=partial(self._bring, idea))
        bring.setAccessibleName(f"Bring {idea.words}, {idea.note}")
        across = row(IconLabel(_ICONS[idea.kind], size=16), words, note, bring, gap=10, margins=(8, 6, 4, 6))
        across.setStretch(1, 1)
        line.setLayout(across)
        return line

    def _say_why(self, text: str) -> None:
        say_why = use_cases.events.preparing.say_why
        self._kept_why.settle(self._context.attempt_silently(say_why, self._event_id, text))

    def _say_want(self, text: str) -> None:
        set_want = use_cases.meetings.before_meeting.set_want
        self._kept_want.settle(self._context.attempt_silently(set_want, self._event_id, text))

    def _bring(self, idea: OfferIdea) -> None:
        add = use_cases.meetings.before_meeting.add
        self._context.do_silently(add, self._event_id, OFFER, idea.words)

    def _build(self) -> None:
        why = Card(padding=(10, 10))
        why.body.addWidget(self._kept_why)
        under = row(self.specific, self.why_words, gap=8, margins=(6, 0, 0, 0))
        under.addStretch(1)
        why.body.addLayout(under)
        offers, questions = Card(padding=(8, 2)), Card(padding=(8, 2))
        offers.body.addWidget(self.idea_lines)
        offers.body.addWidget(self.offers)
        questions.body.addWidget(self.questions)
        want = Card(padding=(10, 8))
        self._want_words = PlainLabel("", "caption")
        self._want_words.setContentsMargins(6, 0, 0, 0)
        want.body.addWidget(self._kept_want)
        want.body.addWidget(self._want_words)
        whole = column(gap=10)
        for title, card in (
            ("Why I go", why),
            ("What I can offer", offers),
            ("Three questions", questions),
            ("If someone asks “what can I do for you?”", want),
        ):
            heading = section(title)
            heading.setContentsMargins(0, look.px(10), 0, 0)
            for widget in (heading, card):
                whole.addWidget(widget)
        self.setLayout(whole)
