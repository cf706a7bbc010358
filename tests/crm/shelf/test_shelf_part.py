"""What the page reads of a long shelf: the promised items and the newest, and how many there are in all."""

from crm.book import Book
from crm.shelf.shelf_list import shelf_part, shelf_rows
from tests.crm import scenes


def long_shelf(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz")
        for number in range(1, 41):
            scenes.item(work, f"Article {number}", *(["pricing"] if number % 10 == 0 else []))
        scenes.promise(work, "share", "send Ana the article", ana, item_id=3)


def test_the_promised_item_is_read_however_old_it_is(book: Book) -> None:
    long_shelf(book)
    part = shelf_part(book.read, "", 5)
    assert [row.title for row in part.rows] == [
        "Article 40",
        "Article 39",
        "Article 38",
        "Article 37",
        "Article 3",
    ]
    assert part.rows[-1].promised_to == ("Ana",)
    assert part.total == 40


def test_words_are_looked_for_in_all_of_them(book: Book) -> None:
    long_shelf(book)
    part = shelf_part(book.read, "PRICING article", 2)
    assert ([row.title for row in part.rows], part.total) == (["Article 40", "Article 30"], 4)
    assert [row.title for row in shelf_rows(book.read, "pricing")] == [
        f"Article {number}" for number in (40, 30, 20, 10)
    ]
    assert shelf_part(book.read, "bees", 5).total == 0


def test_a_promised_item_that_does_not_fit_the_words_is_left_out(book: Book) -> None:
    long_shelf(book)
    assert [row.id for row in shelf_part(book.read, "pricing", 1).rows] == [40]
