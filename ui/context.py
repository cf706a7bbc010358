"""The context given to every page: the book, one way to run use cases, and navigation."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from crm.changes import Changes
from crm.errors import BookDamaged, DependentStepsError, GoodturnError, SavedBut
from ui import background
from ui.action_result import ActionResult
from ui.drafts import Drafts

if TYPE_CHECKING:
    from crm.book import Book  # loaded after the first paint
    from crm.storage.reading import Reader
    from crm.things.key import Key
    from crm.unit_of_work import UnitOfWork
    from ui.note_source import NoteSource
    from ui.page_target import PageTarget

Given = ParamSpec("Given")
Value = TypeVar("Value")
_LARGE = 5000  # rows; smaller undo steps are done in the window's thread


def _ignore(outcome: ActionResult[Changes]) -> None:
    pass


class Context(QObject):
    """Given to every page and sheet. The shell connects to its signals; pages never call each other."""

    page_requested = Signal(str, object)  # page name, and a PageTarget or None
    preparation_requested = Signal(str)  # page name; it will be opened in a moment
    changed = Signal(object)  # the Changes of a commit, in the window's thread, after the page was reloaded
    thing_requested = Signal(object)  # Key of a thing that has no page
    capture_requested = Signal(str, object)  # initial text, and its NoteSource or None
    one_box_requested = Signal()
    back_requested = Signal()
    count_changed = Signal(str, int)  # page name and number of due items, for the sidebar
    message_requested = Signal(str, object)  # sentence, and the Changes that Undo takes back, or None
    wait_text_changed = Signal(str)  # text about what the window waits for; "" when it is done
    backup_requested = Signal()
    backed_up = Signal()  # a backup was made; the sidebar shows its date
    import_requested = Signal(object)  # Path of a file to import, or None to show a file dialog
    export_requested = Signal(object, str)  # ids of people to offer beside "everyone", and a label for them
    write_retry_requested = Signal()  # check whether a read-only book can be written again
    ends = Signal()  # the book is closed next
    book_requested = Signal(str)  # "sample" or "own"
    damaged = Signal(object, str)  # BookDamaged, and what was going on: "while saving a change"

    def __init__(self, book: "Book"):
        super().__init__()
        self.book = book
        self.drafts = Drafts(book.folder, self, book.clock)
        self._last_changes: Changes | None = None
        self._is_running = self._reason_shown = self.has_ended = False
        book.listen(self._on_committed)

    def end(self) -> None:
        """The book is closed next; nothing reads it any more."""
        self.has_ended = True
        self.ends.emit()

    @property
    def read(self) -> "Reader":
        return self.book.read

    @property
    def today(self) -> date:
        return self.book.clock.today()

    def do(
        self,
        use_case: "Callable[Concatenate[UnitOfWork, Given], Value]",
        *args: Given.args,
        **named: Given.kwargs,
    ) -> ActionResult[Value]:
        """Runs a use case in a unit of work of its own, as one step. Shows its label with Undo.

        A refusal is shown to the user and returned as a false ActionResult; nothing was changed then. SavedBut is
        shown, too, but counts as done.
        """
        return self._do(lambda work: use_case(work, *args, **named), shows_success=True, shows_refusal=True)

    def do_silently(
        self,
        use_case: "Callable[Concatenate[UnitOfWork, Given], Value]",
        *args: Given.args,
        **named: Given.kwargs,
    ) -> ActionResult[Value]:
        """Like `do`, but shows no message for success: for results the user can see at once."""
        return self._do(lambda work: use_case(work, *args, **named), shows_success=False, shows_refusal=True)

    def attempt(
        self,
        use_case: "Callable[Concatenate[UnitOfWork, Given], Value]",
        *args: Given.args,
        **named: Given.kwargs,
    ) -> ActionResult[Value]:
        """Like `do`, but leaves it to the caller to show a refusal, for example beside a field."""
        return self._do(lambda work: use_case(work, *args, **named), shows_success=True, shows_refusal=False)

    def attempt_silently(
        self,
        use_case: "Callable[Concatenate[UnitOfWork, Given], Value]",
        *args: Given.args,
        **named: Given.kwargs,
    ) -> ActionResult[Value]:
        """Like `attempt`, but shows no message for success."""
        return self._do(lambda work: use_case(work, *args, **named), shows_success=False, shows_refusal=False)

    def undo(
        self,
        step_id: int | None = None,
        on_done: Callable[[ActionResult[Changes]], object] = _ignore,
        with_dependents: bool = False,
        shows_conflict: bool = True,
    ) -> None:
        """Undoes the newest step, or step `step_id`; `with_dependents`: and all steps that depend on it.

        `on_done` gets the outcome: at once, or later for a large step, which is undone in a thread. With
        `shows_conflict` off, the caller shows a DependentStepsError itself.
        """
        self._reverse(step_id, False, on_done, with_dependents, shows_conflict)

    def redo(
        self,
        step_id: int | None = None,
        on_done: Callable[[ActionResult[Changes]], object] = _ignore,
        with_dependents: bool = False,
        shows_conflict: bool = True,
    ) -> None:
        self._reverse(step_id, True, on_done, with_dependents, shows_conflict)

    @property
    def read_only_reason(self) -> GoodturnError | None:
        """Why this book cannot be written, or None if it can."""
        return self.book.only_readable

    def may_write(self) -> bool:
        """To be asked before anything that will write. If the book is read-only, the reason is shown, once."""
        why = self.read_only_reason
        if why is not None and not self._reason_shown:
            self._reason_shown = True
            self.show_message(str(why))
        return why is None

    def show_message(self, sentence: str) -> None:
        """Shows a sentence in the toast, without Undo."""
        self.message_requested.emit(sentence, None)

    def open_page(self, name: str, target: "PageTarget | None" = None) -> None:
        self.page_requested.emit(name, target)

    def prepare_page(self, name: str) -> None:
        """Prepares a page whose opening would block the window: the first call builds it, the next one fills
        it."""
        self.preparation_requested.emit(name)

    def open_person(self, person_id: int) -> None:
        self.page_requested.emit("person", person_id)

    def open_thing(self, key: "Key") -> None:
        """Opens what the key names: the page of a meeting or event, or the fields of any other thing in a sheet."""
        if key.kind == "meeting":
            from crm.events.whole_event import is_event  # late: not before the first paint

            self.page_requested.emit("event" if is_event(self.read, key.id) else "meeting", key.id)
        else:
            self.thing_requested.emit(key)

    def go_back(self) -> None:
        self.back_requested.emit()

    def capture(self, words: str = "", source: "NoteSource | None" = None) -> None:
        """Opens Log. Logging settles the `source` of the words in the same step."""
        if self.may_write():
            self.capture_requested.emit(words, source)

    def import_file(self, file: Path | None = None) -> None:
        if self.may_write():
            self.import_requested.emit(file)

    def export(self, people: Sequence[int] = (), words: str = "") -> None:
        """Opens the Export sheet with `people` preselected under the label `words`; without people: everyone."""
        self.export_requested.emit(list(people), words)

    def back_up(self) -> None:
        self.backup_requested.emit()

    def _do(
        self, use_case: "Callable[[UnitOfWork], Value]", *, shows_success: bool, shows_refusal: bool
    ) -> ActionResult[Value]:
        value: Value | None = None

        def run() -> None:
            nonlocal value  # assigned even if leaving the block raises SavedBut
            with self.book.work() as work:
                value = use_case(work)

        outcome = self._run(run, shows_success, shows_refusal)
        return ActionResult(value if outcome else None, *outcome[1:])

    def _run(self, run: Callable[[], Value], shows_success: bool, shows_refusal: bool) -> ActionResult[Value]:
        if (why := self.read_only_reason) is not None:
            if shows_refusal:
                self.may_write()
            return ActionResult(refused=why)
        self._last_changes, self._is_running = None, True
        try:
            value = run()
        except SavedBut as saved:
            self.show_message(str(saved))
            return ActionResult(None, self._last_changes, saved_but=saved)
        except GoodturnError as refused:
            if shows_refusal:
                self.show_message(str(refused))
            self._report_damage(refused)
            return ActionResult(refused=refused)
        finally:
            self._is_running = False
        if self._last_changes is not None and shows_success:
            self.message_requested.emit(self._last_changes.label, self._last_changes)
        return ActionResult(value, self._last_changes)

    def _reverse(
        self,
        step_id: int | None,
        redo: bool,
        on_done: Callable[[ActionResult[Changes]], object],
        with_dependents: bool,
        shows_conflict: bool,
    ) -> None:
        def run() -> Changes:
            return (self.book.redo if redo else self.book.undo)(step_id, with_dependents)

        if self.read_only_reason is not None or self.book.reach(step_id, redo) < _LARGE:
            outcome = self._run(run, shows_success=False, shows_refusal=False)
            on_done(self._show_reversed(self._show_refusal(outcome, shows_conflict), redo))
            return

        def finish(result: Callable[[], ActionResult[Changes]]) -> None:
            self.wait_text_changed.emit("")
            on_done(self._show_reversed(result(), redo))

        self.wait_text_changed.emit(
            "Bringing it back. This takes a moment." if redo else "Undoing. This takes a moment."
        )
        background.run_in_background(
            run,
            lambda changes: finish(lambda: ActionResult(changes, changes)),
            lambda fault: finish(lambda: self._show_refusal(self._refused(fault), shows_conflict)),
        )

    def _show_reversed(self, outcome: ActionResult[Changes], redo: bool) -> ActionResult[Changes]:
        if outcome.value is not None:
            self.show_message(f"{'Done again' if redo else 'Undone'}: {outcome.value.label}")
        return outcome

    def _show_refusal(self, outcome: ActionResult[Changes], shows_conflict: bool) -> ActionResult[Changes]:
        if outcome.refused is not None and (
            shows_conflict or not isinstance(outcome.refused, DependentStepsError)
        ):
            if self.read_only_reason is not None:
                self.may_write()
            else:
                self.show_message(str(outcome.refused))
        return outcome

    def _refused(self, fault: Exception) -> ActionResult[Changes]:
        if not isinstance(fault, GoodturnError):
            raise fault
        if isinstance(fault, SavedBut):
            self.show_message(str(fault))
        self._report_damage(fault)
        return ActionResult(saved_but=fault) if isinstance(fault, SavedBut) else ActionResult(refused=fault)

    def _report_damage(self, fault: GoodturnError) -> None:
        if isinstance(fault, BookDamaged):
            self.damaged.emit(fault, "while saving a change")

    def _on_committed(self, changes: Changes) -> None:
        if self._is_running:  # runs in the committing thread: an import's thread must not set this
            self._last_changes = changes
