"""Files, answers, undo, redo and new starts in any order: no file is lost, and each lies where its answer puts it."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.errors import NotUnderstood
from tests.conftest import clock
from tests.crm.inbox.conftest import MORNING, Phone

WORDS = (
    "Walk with Ana Ruiz",
    "Call with Ben Okafor\nCoffee with Ana Ruiz",
    "milk",
    "Lunch with Mei Kobayashi",
)
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 11)),
        st.tuples(st.sampled_from(["take", "no"]), st.integers(0, 3)),
        st.tuples(st.sampled_from(["undo", "redo", "look", "start again"]), st.just(0)),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None)
@example(actions=[("put", 0), ("put", 0), ("take", 0), ("start again", 0), ("undo", 0), ("take", 0)])
@given(actions=ACTIONS)
def test_no_file_is_lost_and_each_lies_where_its_answer_puts_it(actions: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place) / "phone"
        folder.mkdir()
        book = Book.open(Path(place) / "book", clock())
        phone = Phone(book, folder)
        brought: list[str] = []
        for action, number in actions:
            _act(phone, action, number, brought)
            waiting = phone.look().proposals
            assert sorted(_contents(folder)) == sorted(brought)
            assert {one.path.name for one in waiting} == set(phone.lying())
            settled = book.read.value("SELECT count(*) FROM setting WHERE key LIKE 'inbox.settled.%'")
            lines = sum(content.count("\n") + 1 for content in brought)
            assert settled + sum(len(one.lines) for one in waiting) == lines
        book.close()


def _act(phone: Phone, action: str, number: int, brought: list[str]) -> None:
    waiting = phone.look().proposals
    if action == "put":
        words = WORDS[number % len(WORDS)]
        name = f"{number % 3}-{len(brought)}.txt"
        phone.put(name, words, MORNING - timedelta(hours=number, minutes=len(brought)))
        brought.append(words)
    elif action == "start again":
        phone.start_again()
    elif action in ("undo", "redo"):
        try:
            (phone.book.undo if action == "undo" else phone.book.redo)()
        except NotUnderstood:
            return
    elif waiting and action != "look":
        one = waiting[number % len(waiting)]
        if action == "take" and one.enter == "take":
            phone.take(one)
        else:
            phone.say_no(one)


def _contents(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in folder.rglob("*.txt")]
