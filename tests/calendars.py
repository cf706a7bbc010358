"""Small calendars for tests, written as the three great calendars write theirs; people and places are invented."""

GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:jo@lindqvist.example
X-WR-TIMEZONE:Europe/Berlin
{events}END:VCALENDAR
"""
OUTLOOK = """BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
X-MS-OLK-FORCEINSPECTOROPEN:TRUE
{events}END:VCALENDAR
"""
APPLE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Apple Inc.//Mac OS X 10.13.6//EN
CALSCALE:GREGORIAN
{events}END:VCALENDAR
"""
COFFEE = """BEGIN:VEVENT
DTSTART:20261110T090000Z
DTEND:20261110T100000Z
DTSTAMP:20261101T080000Z
ORGANIZER;CN=jo@lindqvist.example:mailto:jo@lindqvist.example
UID:coffee@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=jo@lin
 dqvist.example;X-NUM-GUESTS=0:mailto:jo@lindqvist.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE
 ;CN=ana@ruiz.example;X-NUM-GUESTS=0:mailto:ana@ruiz.example
ATTENDEE;CUTYPE=RESOURCE;CN=Room 4:mailto:c_4@resource.calendar.google.com
ATTENDEE;CN=Team:mailto:team@group.calendar.google.com
DESCRIPTION:Labels\\, prices\\nand Christmas
LOCATION:Blue Bottle
STATUS:CONFIRMED
SUMMARY:Coffee with Ana
END:VEVENT
"""


def event(
    uid: str, start: str, what: str, *lines: str, people: tuple[str, ...] = ("ana@ruiz.example",)
) -> str:
    """`start` is what follows DTSTART, with its mark: ":20261110T090000Z"."""
    guests = "".join(f"ATTENDEE;CN={one}:mailto:{one}\n" for one in people)
    more = "".join(f"{line}\n" for line in lines)
    return f"BEGIN:VEVENT\nUID:{uid}\nDTSTART{start}\nSUMMARY:{what}\n{guests}{more}END:VEVENT\n"
