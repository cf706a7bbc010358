"""What a page is given: the book, one way to do things, and ways to go elsewhere."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from crm.changes import Changes
from crm.errors import GoodturnError
from ui import background

if TYPE_CHECKING:
    from crm.book import Book  # loaded after the first paint
    from crm.storage.reading import Reader


_LARGE = 5000  # rows: about what the window can wait for


class Outcome(NamedTuple):
    """What came of an action. False when it was refused: `refused` holds the error, already told to the user."""

    value: Any = None
    changes: Changes | None = None
    refused: GoodturnError | None = None

    def __bool__(self) -> bool:
        return self.refused is None


def _ignore(outcome: Outcome) -> None:
    pass


class Context(QObject):
    """Handed to every page and sheet. The shell listens to its signals; pages never call each other."""

    page_asked = Signal(str, object)  # name, place
    page_expected = Signal(str)  # it will be asked for in a moment
    capture_asked = Signal(str)  # words to begin with
    one_box_asked = Signal()
    back_asked = Signal()
    counted = Signal(str, int)  # a page's name and how many things are due there, for the sidebar
    told = Signal(str, object)  # a sentence, and the Changes that Undo takes back, or None
    waiting = Signal(str)  # what the window waits for, or "" when that is over
    backup_asked = Signal()
    backed_up = Signal()  # a backup was made: the foot of the sidebar says when
    file_asked = Signal(object)  # Path of something to import, or None: let the user choose one
    export_asked = Signal(object, str)  # ids of people to offer beside everyone, and what they are called
    book_asked = Signal(str)  # "sample" or "own"

    def __init__(self, book: "Book"):
        super().__init__()
        self.book = book
        self._made: Changes | None = None
        self._doing = False
        book.listen(self._on_committed)

    @property
    def read(self) -> "Reader":
        return self.book.read

    @property
    def today(self) -> date:
        return self.book.clock.today()

    def do(
        self,
        use_case: Callable[..., Any],
        *args: Any,
        quiet: bool = False,
        tell_refusal: bool = True,
        **named: Any,
    ) -> Outcome:
        """Run a use case in a unit of work of its own: one step. Says what was done, with Undo, unless `quiet`.

        A refusal is told to the user as its sentence (or left to the caller, where it stands better beside a field)
        and comes back as a false Outcome; nothing was changed then.
        """

        def run() -> Any:
            with self.book.work() as work:
                return use_case(work, *args, **named)

        return self._run(run, quiet, tell_refusal)

    def undo(self, step_id: int | None = None, then: Callable[[Outcome], object] = _ignore) -> None:
        """The newest step, or that one. `then` hears what came of it: at once, or later for a large step,
        which is taken back in a thread."""
        self._reverse(step_id, False, then)

    def redo(self, step_id: int | None = None, then: Callable[[Outcome], object] = _ignore) -> None:
        self._reverse(step_id, True, then)

    def tell(self, sentence: str) -> None:
        """A sentence at the bottom of the window, without Undo."""
        self.told.emit(sentence, None)

    def open_page(self, name: str, place: object = None) -> None:
        self.page_asked.emit(name, place)

    def expect_page(self, name: str) -> None:
        """Where opening it at once would make the window wait: it is built at the first call, filled at the next."""
        self.page_expected.emit(name)

    def open_person(self, person_id: int) -> None:
        self.page_asked.emit("person", person_id)

    def go_back(self) -> None:
        self.back_asked.emit()

    def capture(self, words: str = "") -> None:
        self.capture_asked.emit(words)

    def import_file(self, file: Path | None = None) -> None:
        self.file_asked.emit(file)

    def export(self, people: Sequence[int] = (), words: str = "") -> None:
        """Opens the Export sheet. `people` are what it begins with, called `words`; none: everyone."""
        self.export_asked.emit(list(people), words)

    def back_up(self) -> None:
        self.backup_asked.emit()

    def _run(self, run: Callable[[], Any], quiet: bool, tell_refusal: bool = True) -> Outcome:
        self._made, self._doing = None, True
        try:
            value = run()
        except GoodturnError as refused:
            if tell_refusal:
                self.tell(str(refused))
            return Outcome(refused=refused)
        finally:
            self._doing = False
        if self._made is not None and not quiet:
            self.told.emit(self._made.label, self._made)
        return Outcome(value, self._made)

    def _reverse(self, step_id: int | None, redo: bool, then: Callable[[Outcome], object]) -> None:
        def run() -> Changes:
            return self.book.redo(step_id) if redo else self.book.undo(step_id)

        if self.book.reach(step_id, redo) < _LARGE:
            then(self._reversed(self._run(run, quiet=True), redo))
            return

        def over(come: Callable[[], Outcome]) -> None:
            self.waiting.emit("")
            then(self._reversed(come(), redo))

        self.waiting.emit(
            "Bringing it back. This takes a moment." if redo else "Undoing. This takes a moment."
        )
        background.run_in_background(
            run,
            lambda changes: over(lambda: Outcome(changes, changes)),
            lambda fault: over(lambda: self._refused(fault)),
        )

    def _reversed(self, outcome: Outcome, redo: bool) -> Outcome:
        if outcome:
            self.tell(f"{'Done again' if redo else 'Undone'}: {outcome.value.label}")
        return outcome

    def _refused(self, fault: Exception) -> Outcome:
        if not isinstance(fault, GoodturnError):
            raise fault
        self.tell(str(fault))
        return Outcome(refused=fault)

    def _on_committed(self, changes: Changes) -> None:
        if self._doing:  # in the thread of whoever committed: an import's own thread must not take this place
            self._made = changes
