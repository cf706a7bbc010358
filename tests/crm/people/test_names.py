"""Full names taken apart: titles, suffixes and particles of seven languages, and how one speaks of someone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.text.names import Parts, first_name, in_order, initials, joined, split


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana Ruiz", Parts(given="Ana", family="Ruiz")),
        ("Madonna", Parts(given="Madonna")),
        ("Dr. Ana María Ruiz Jr.", Parts("Dr.", "Ana", "María", "Ruiz", "Jr.")),
        ("Ruiz, Ana", Parts(given="Ana", family="Ruiz")),
        ("Ludwig van der Rohe", Parts(given="Ludwig", family="van der Rohe")),
        ("Ben Okafor, PhD", Parts(given="Ben", family="Okafor", suffix="PhD")),
        ("Priya Sharma, MBA, PMP", Parts(given="Priya", family="Sharma", suffix="MBA PMP")),
        ("Lena Fischer (she/her)", Parts(given="Lena", family="Fischer", suffix="(she/her)")),
        ("Prof. Li", Parts(prefix="Prof.", family="Li")),
        ("Sir Elton", Parts(prefix="Sir", given="Elton")),
        ("Frau Dr. med. Anna Müller", Parts("Frau Dr. med.", "Anna", "", "Müller")),
        ("Dr. Phil Meier", Parts("Dr.", "Phil", "", "Meier")),
        ("Mag Ruffman", Parts(given="Mag", family="Ruffman")),
        ("Mr. & Mrs. Smith", Parts(prefix="Mr. & Mrs.", family="Smith")),
        ("Sr. João Silva Filho", Parts("Sr.", "João", "", "Silva", "Filho")),
        ("Mevr. Els van 't Hoff", Parts("Mevr.", "Els", "", "van 't Hoff")),
        ("Dott.ssa Chiara Dalla Chiesa", Parts("Dott.ssa", "Chiara", "", "Dalla Chiesa")),
        ("Maria dos Santos e Silva", Parts(given="Maria", family="dos Santos e Silva")),
        ("José Ortega y Gasset", Parts(given="José", family="Ortega y Gasset")),
        ("William E Smith", Parts(given="William", additional="E", family="Smith")),
        ("Karl-Theodor von und zu Berg", Parts(given="Karl-Theodor", family="von und zu Berg")),
        ("Susan St. James", Parts(given="Susan", family="St. James")),
        ("Nasser bin Hamad al Thani", Parts("", "Nasser", "bin Hamad", "al Thani")),
        ("Abdul Rahman Khan", Parts(given="Abdul Rahman", family="Khan")),
        ("Anna Müller geb. Schmidt", Parts("", "Anna", "", "Müller", "geb. Schmidt")),
        ("Gogh, Vincent van", Parts(given="Vincent", family="van Gogh")),
        ("Smith, John, Jr.", Parts("", "John", "", "Smith", "Jr.")),
        ("Jane Doe MA", Parts("", "Jane", "", "Doe", "MA")),
        ("Jack Ma", Parts(given="Jack", family="Ma")),
        ("Li Meng", Parts(given="Li", family="Meng")),
        ("RA Dr. Thomas Weiß", Parts("RA Dr.", "Thomas", "", "Weiß")),
        ("DI (FH) Peter Gruber", Parts("DI (FH)", "Peter", "", "Gruber")),
        ("The Rt. Hon. Tony Blair", Parts("The Rt. Hon.", "Tony", "", "Blair")),
        ("Sheikh Omar al-Farsi", Parts("Sheikh", "Omar", "", "al-Farsi")),
        ("Alexandre Dumas père", Parts("", "Alexandre", "", "Dumas", "père")),
        ("Anna Müller, geb. Schmidt", Parts("", "Anna", "", "Müller", "geb. Schmidt")),
        ("St. John Smith", Parts(given="St. John", family="Smith")),
        ("Smith & Sons", Parts(family="Smith & Sons")),
        ("Acme, Inc.", Parts(family="Acme, Inc.")),
        ("山田 太郎", Parts(given="山田 太郎")),
    ],
)
def test_parts_of_names_people_type(name: str, parts: Parts) -> None:
    assert split(name) == parts


@given(st.lists(st.text("abcdéøß", min_size=1), min_size=1, max_size=6))
def test_no_word_of_a_name_is_lost(words: list[str]) -> None:
    assert sorted(joined(split(" ".join(words))).split()) == sorted(words)


@given(st.text("aVdr.,()-& ébÖ'", max_size=40))
def test_whatever_is_typed_has_parts_and_no_letter_is_lost(name: str) -> None:
    def letters(text: str) -> list[str]:
        return sorted(filter(str.isalnum, text))

    assert letters(joined(split(name))) == letters(name)
    assert letters(in_order(name)) == letters(name)
    assert first_name(name).strip() or not name.strip()


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        ("Meier, Vreni", "Vreni Meier"),
        ("Meier, Dr. Vreni", "Dr. Vreni Meier"),
        ("Meier, Vreni Dr.", "Dr. Vreni Meier"),
        ("Meier, Hans Prof. Dr", "Prof. Dr Hans Meier"),
        ("Meier, Rose Sir", "Rose Sir Meier"),
        ("García Márquez, Gabriel", "Gabriel García Márquez"),
        ("Meier, Vreni (Zürich)", "Vreni Meier (Zürich)"),
        ("Acme, Inc.", "Acme, Inc."),
        ("Meier, Huber & Co.", "Meier, Huber & Co."),
        ("Smith, Jones and Brown", "Smith, Jones and Brown"),
        ("Tom Sandberg, PhD", "Tom Sandberg, PhD"),
        ("Tom Sandberg, CSPO", "Tom Sandberg, CSPO"),
        ("Raum 5, Nord", "Raum 5, Nord"),
        ("Ana Ruiz, the baker", "Ana Ruiz, the baker"),
        ("山田, 太郎", "山田, 太郎"),
    ],
)
def test_names_listed_by_family_are_turned_round_and_firms_and_degrees_are_not(
    listed: str, name: str
) -> None:
    assert in_order(listed) == name


@pytest.mark.parametrize(
    ("name", "given", "spoken"),
    [
        ("Ms. Priya Sharma", "", "Priya"),
        ("Ms. Priya Sharma", "Ms. Priya", "Priya"),
        ("Sra. Ana Ruiz", "Sra.", "Ana"),
        ("Ana María Ruiz", "Ana María", "Ana María"),
        ("Frau Meier", "", "Frau Meier"),
        ("Acme, Inc.", "", "Acme, Inc."),
        ("", "", ""),
    ],
)
def test_one_speaks_of_people_by_their_first_name(name: str, given: str, spoken: str) -> None:
    assert first_name(name, given) == spoken


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Dr. Tom Sandberg Jr.", "TS"),
        ("Ms. Priya Sharma", "PS"),
        ("Frau Meier", "M"),
        ("Ana Smith-Jones", "AS"),
        ("Ludwig van der Rohe", "LR"),
        ("Ana Ruiz (Acme)", "AR"),
        ("王小明", "王"),
        ("山田 太郎", "山太"),
        ("—", ""),
    ],
)
def test_initials_are_those_of_the_name(name: str, letters: str) -> None:
    assert initials(name) == letters
