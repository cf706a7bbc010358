"""A book of people with varied topics, as many users would state them, and meetings whose notes say some of them."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from crm.book import Book
from crm.clock import Clock
from crm.text.folding import fold
from crm.unit_of_work import UnitOfWork

_CRAFTS = (
    "packaging", "bookkeeping", "letterpress", "web design", "copywriting", "illustration", "translation", "carpentry",
    "food photography", "shop fitting", "ceramics", "user research", "data analysis", "grant writing", "event planning",
    "roasting coffee", "brewing", "baking", "upholstery", "tailoring", "stage lighting", "sound engineering", "podcasting",
    "bicycle repair", "boat building", "gardening", "beekeeping", "cheesemaking", "catering", "childcare", "physiotherapy",
)  # fmt: skip
_ROLES = (
    "designer", "accountant", "solicitor", "developer", "photographer", "carpenter", "editor", "translator", "printer", "architect",
    "electrician", "recruiter", "mentor", "co-founder", "stockist", "supplier", "distributor", "landlord", "tutor", "baker",
    "chef", "florist", "engineer", "surveyor", "publisher", "investor", "speaker", "apprentice", "warehouse manager", "press contact",
)  # fmt: skip
_SECTORS = (
    "restaurants", "small shops", "schools", "charities", "breweries", "farms", "museums", "hotels", "start-ups", "clinics",
    "theatres", "publishers", "bookshops", "bakeries", "architects", "care homes", "sports clubs", "festivals", "co-operatives", "councils",
)  # fmt: skip
_PLACES = (
    "Glasgow", "Leith", "Oslo", "Bergen", "Dublin", "Cardiff", "Bristol", "Leeds", "Porto", "Lyon", "Ghent", "Kyoto", "Lagos",
    "Nairobi", "Toronto", "Lima", "Seville", "Gdansk", "Utrecht", "Malmo", "Turin", "Cork", "York", "Bath", "Inverness",
)  # fmt: skip
_SKILLS = (
    "selling in {place}", "import papers for {place}", "opening a shop in {place}", "hiring a first {role}", "{craft} for {sector}",
    "pricing {craft}", "funding for {sector}", "a {role} in {place}", "a {role} for {sector}", "teaching {craft}", "rooms in {place}",
    "insurance for {sector}", "suppliers for {craft}", "an experienced {role}", "{craft} in {place}", "finding a {role}", "{craft}",
)  # fmt: skip
_TOPICS_A_PERSON = (1, 1, 2, 2, 3)
_FAMILIES = 400  # distinct family names


def topics_book(folder: Path, people: int, today: date) -> None:
    """Each person has one to three topics, every second one a meeting, and every fifth note says what is needed."""
    book = Book.open(folder, Clock(today))
    with book.work() as work:
        _TopicsBook(work, people, today).write()
        work.label = "People with topics"
    book.close()


class _TopicsBook:
    def __init__(self, work: UnitOfWork, people: int, today: date) -> None:
        self._work, self._people, self._today, self._chance = work, people, today, Random(people)
        self._topic_ids: dict[str, int] = {}

    def write(self) -> None:
        put = self._put
        put("person", ["id", "uid", "full_name", "name_key", "given", "family", "standing"], self._persons())
        stated = list(self._stated())
        topics = [(number, words, fold(words)) for words, number in self._topic_ids.items()]
        put("topic", ["id", "words", "folded"], topics)
        put("person_topic", ["person_id", "topic_id", "kind", "added_on"], stated)
        put("meeting", ["id", "uid", "kind", "state", "direction", "held_on", "note"], self._meetings())
        put("attendance", ["meeting_id", "person_id"], self._attendances())

    def _put(self, table: str, columns: list[str], rows: Iterable[tuple[object, ...]]) -> None:
        """Columns that must hold something and are not named stay as empty as their type allows."""
        blank = {
            column["name"]: "" if column["type"] == "TEXT" else 0
            for column in self._work.connection.execute(f'PRAGMA table_info("{table}")')
            if column["notnull"] and not column["pk"] and column["name"] not in columns
            and column["dflt_value"] is None
        }  # fmt: skip
        filled = [*columns, *blank]
        self._work.insert_many(table, filled, ((*row, *blank.values()) for row in rows))

    def _persons(self) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = []
        for one in range(1, self._people + 1):
            given, family = f"Given{one}", f"Family{one % _FAMILIES}"
            rows.append(
                (one, f"p{one:06}", f"{given} {family}", f"{given} {family}".lower(), given, family, "kept")
            )
        return rows

    def _stated(self) -> Iterator[tuple[object, ...]]:
        for person in range(1, self._people + 1):
            words = {self._phrase() for _ in range(self._chance.choice(_TOPICS_A_PERSON))}
            for one in sorted(words):
                topic_id = self._topic_ids.setdefault(one, len(self._topic_ids) + 1)
                yield person, topic_id, self._chance.choice(("looking_for", "can_help_with")), self._day()

    def _meetings(self) -> list[tuple[object, ...]]:
        notes = (
            "Talked about the move. She {verb} {what}.",
            "Rain all day.",
            "Good coffee.",
            "He sails.",
            "",
        )
        rows: list[tuple[object, ...]] = []
        for one in range(1, self._people // 2 + 1):
            verb = self._chance.choice(("is looking for", "needs", "can help with"))
            note = notes[one % len(notes)].format(verb=verb, what=self._phrase())
            rows.append((one, f"m{one:06}", "coffee", "happened", "both", self._day(), note))
        return rows

    def _attendances(self) -> list[tuple[int, int]]:
        """Mostly one person, sometimes two who then know each other."""
        rows = [(one, one) for one in range(1, self._people // 2 + 1)]
        return rows + [(one, one + 1) for one in range(1, self._people // 2, 7)]

    def _phrase(self) -> str:
        choose = self._chance.choice
        return choose(_SKILLS).format(
            place=choose(_PLACES), role=choose(_ROLES), craft=choose(_CRAFTS), sector=choose(_SECTORS)
        )

    def _day(self) -> str:
        return (self._today - timedelta(days=self._chance.randrange(1500))).isoformat()
