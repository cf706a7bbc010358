"""Generates a LinkedIn file (1,000 rows), a Google contacts file (1,000 rows) and a calendar (200 events).

`python -m tests.journeys.two_address_books FOLDER` writes the three files.
"""

import random
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from crm.clock import Clock
from tests.calendars import GOOGLE as CALENDAR
from tests.tables import GOOGLE, LINKEDIN, MONTHS, PREAMBLE, table


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = _words(
    "Adaeze Björn Carmen Dmitri Elif Farouk Greta Hiroshi Imogen Jarek Keiko Lucía Magnus Nadia Obinna Paola Quentin "
    "Rashid Saoirse Tariq Ursula Vikram Wanjiru Xavier Yuki Zoltán Agnieszka Bruno Chiara Dwayne Esther Fergus "
    "Giulia Hamza Ingrid Joaquín Kwame Leilani Mathilde Nikolai Oluwaseun Pernille Rosalind Siddharth Thérèse "
    "Umberto Vendela Wolfgang Yasmin Zuzana"
)
FAMILY = _words(
    "Abernathy Bergström Castellanos Drummond Echeverría Fitzgerald Grigoryan Hashimoto Ivanovic Jankowski "
    "Kipchoge Laurentin Mbeki Novotný Okonkwo Pellegrini Quispe Rasmussen Szabó Takahashi Uzun Vasquez Whitfield "
    "Xenakis Yeboah Zimmermann Achterberg Bielska Cavendish Delacroix Eriksen Fonseca Gallagher Horvath Iyengar "
    "Juarez Kowalczyk Lefebvre Montague Nakamura Oyelaran Pritchard Rothstein Sundaram Tolliver Underhill"
)
FIRMS = ("Harbour & Sons", "Nordlicht GmbH", "Café, Central", "Fig Tree Labs", "Quay Street Press", "")
OWNER = "jo@lindqvist.example"
CONNECTED = 980
"""Number of people in the LinkedIn file; the other 20 rows are closed accounts with only a date."""
SAME = range(0, 450, 50)
"""People in both files with the same e-mail address."""
POSSIBLE = range(7, 13)
"""Six people in both files that match by name only, or by a similar name and the company."""
_NEARLY = {8: ("", "Grigorian"), 10: ("", "Rotstein"), 11: ("", "Lefèbvre")}
_DEGREES = ("MBA", "PhD", "PMP", "CFA")


def name_of(index: int) -> tuple[str, str]:
    """A unique combination of given and family name."""
    given, family = divmod(index * 1237 % (len(GIVEN) * len(FAMILY)), len(FAMILY))
    return GIVEN[given], FAMILY[family]


def network() -> str:
    """Connections.csv."""
    rows = [_connection(index) for index in range(CONNECTED)]
    for closed in range(20):
        rows.insert(closed * 49 + 11, ["", "", "", "", "", "", _day_of(closed)])
    return PREAMBLE + table(LINKEDIN, *rows)


def address_book() -> str:
    """contacts.csv in the current Google format."""
    people = [*SAME, *POSSIBLE, *range(CONNECTED, CONNECTED + 985)]
    random.Random(5).shuffle(people)
    return table(GOOGLE, *(_contact(index) for index in people))


def calendar(today: date) -> str:
    """80 of the events, counting each recurrence, are past meetings with people of the address book."""
    events = [*_with_people(today), *_repeating(today), *_planned(today), *_without_people(today)]
    random.Random(5).shuffle(events)
    return CALENDAR.format(events="".join(events)).replace("\n", "\r\n")


def _connection(index: int) -> list[str]:
    given, family = name_of(index)
    degree = f", {_DEGREES[index // 40 % 4]}" if index % 40 == 3 else ""
    email = email_of(index) if index % 50 == 0 else ""
    page = f"https://www.linkedin.com/in/{given}-{family}-{index}".lower()
    return [given, family + degree, page, email, FIRMS[index % 6], "Designer", _day_of(index)]


def _contact(index: int) -> dict[str, str]:
    given, family = name_of(index)
    nearly = _NEARLY.get(index, ("", ""))
    is_possible = index in POSSIBLE
    return {
        "First Name": nearly[0] or given,
        "Last Name": nearly[1] or family,
        "Organization Name": FIRMS[index % 6] if index in _NEARLY or not is_possible else "",
        "Organization Title": "Baker" if index % 3 == 0 and not is_possible else "",
        "Labels": "* myContacts ::: Food" if index % 9 == 0 else "* myContacts",
        "Birthday": f"{1950 + index % 50}-{1 + index % 12:02}-{1 + index % 28:02}" if index % 7 == 0 else "",
        "E-mail 1 - Label": "* Work",
        "E-mail 1 - Value": email_of(index),
        "Phone 1 - Label": "Mobile" if index % 2 else "",
        "Phone 1 - Value": f"+44 7700 9{index:05}" if index % 2 else "",
        "Notes": "Talked about pricing,\njam and bread" if index % 11 == 0 else "",
        "Address 1 - City": "Cork" if index % 5 == 0 else "",
    }


def email_of(index: int) -> str:
    return f"p{index}@mail.example"


def _day_of(index: int) -> str:
    return f"{1 + index % 28:02} {MONTHS[index % 12]} {2012 + index % 14}"


def _with_people(today: date) -> Iterator[str]:
    """62 single events, some with two people, some with a room."""
    chosen = random.Random(7)
    what = ("Coffee", "Lunch at the market", "Call about pricing", "Labels for Christmas", "Walk", "Catch-up")
    for number in range(62):
        people = [CONNECTED + one for one in chosen.sample(range(985), 2 if number % 5 == 0 else 1)]
        room = "ATTENDEE;CUTYPE=RESOURCE;CN=Room 4:mailto:c_4@resource.calendar.google.com"
        day = today - timedelta(days=3 + number * 5)
        yield _event(f"met{number}", day, what[number % 6], people, *([room] if number % 4 == 0 else []))


def _repeating(today: date) -> Iterator[str]:
    """18 events: three series of six, one with an overridden instance (RECURRENCE-ID), one with an EXDATE."""
    rows = [(980, 6, 40), (1100, 7, 45), (1200, 6, 60)]
    for number, (index, count, back) in enumerate(rows):
        start = today - timedelta(days=back)
        left_out = f"EXDATE:{start + timedelta(days=12):%Y%m%d}T090000Z" if number == 1 else ""
        rule = f"RRULE:FREQ=DAILY;INTERVAL=6;COUNT={count}"
        yield _event(f"row{number}", start, "Mentoring", [index], rule, *filter(None, [left_out]))
    moved = today - timedelta(days=40 - 6)
    yield _event("row0", moved, "Mentoring, moved", [980], f"RECURRENCE-ID:{moved:%Y%m%d}T090000Z", hour=15)


def _planned(today: date) -> Iterator[str]:
    for number in range(8):
        yield _event(f"planned{number}", today + timedelta(days=2 + number), "Planned talk", [1000 + number])


def _without_people(today: date) -> Iterator[str]:
    """Events without attendees, with strangers, cancelled, declined, or with rooms only."""
    declined = f"ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=DECLINED;CN={OWNER}:mailto:{OWNER}"
    room = "ATTENDEE;CUTYPE=ROOM;CN=Room 7:mailto:c_7@resource.calendar.google.com"
    strangers = [f"ATTENDEE;CN={name}:mailto:{name.replace(' ', '@').lower()}.example" for name in _STRANGERS]
    kinds: list[tuple[int, str, list[int], tuple[str, ...]]] = [
        (50, "Dentist", [], ()),
        (36, "Board", [], ("stranger",)),
        (16, "Called off", [1300], ("STATUS:CANCELLED",)),
        (14, "Could not come", [1301], (declined,)),
        (10, "Room booked", [], (room,)),
    ]
    for many, what, people, lines in kinds:
        for number in range(many):
            more = [strangers[number % 4] if line == "stranger" else line for line in lines]
            yield _event(f"{what}{number}", today - timedelta(days=1 + number * 7), what, people, *more)


_STRANGERS = ("Mei Tanaka", "Omar Haddad", "Nell Roy", "Ivo Lang")


def _event(uid: str, on: date, what: str, people: Iterable[int], *lines: str, hour: int = 9) -> str:
    owner = f"ORGANIZER;CN={OWNER}:mailto:{OWNER}"
    guests = [
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN={' '.join(name_of(one))};X-NUM-GUESTS=0"
        f":mailto:{email_of(one)}"
        for one in people
    ]
    head = [
        f"UID:{uid}@google.com",
        f"DTSTART:{on:%Y%m%d}T{hour:02}0000Z",
        f"SUMMARY:{what}",
        owner,
        *guests,
    ]
    return "\n".join(["BEGIN:VEVENT", *head, *lines, "END:VEVENT"]) + "\n"


def write(folder: Path, today: date) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in ("Connections.csv", "contacts.csv", "calendar.ics")]
    for path, text in zip(paths, (network(), address_book(), calendar(today)), strict=True):
        path.write_bytes(text.encode())
    return paths


if __name__ == "__main__":
    write(Path(sys.argv[1]), Clock().today())
