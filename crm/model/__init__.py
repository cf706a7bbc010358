"""The product's nouns as typed SQLAlchemy classes, one module per noun."""

from crm.model.ask import Ask
from crm.model.base import Base, Content
from crm.model.circle import Circle, CircleMember, Session
from crm.model.importing import Card, Import, OtherProperty
from crm.model.item import Item, Share
from crm.model.meeting import Advice, Attendance, Meeting, MeetingHope, MeetingLine, Said
from crm.model.mentorship import AgendaLine, Mentorship, MentorshipLine, Review
from crm.model.person import ContactPoint, Merge, Note, NotSame, Organisation, Person, PersonTag, Role, Tag
from crm.model.promise import Introduction, IntroductionSide, Promise, PromisePerson
from crm.model.today import Dismissal, Setting, Snooze
from crm.model.topic import ItemTopic, PersonTopic, Topic

__all__ = [
    "Advice", "AgendaLine", "Ask", "Attendance", "Base", "Card", "Circle", "CircleMember", "ContactPoint", "Content",
    "Dismissal", "Import", "Introduction", "IntroductionSide", "Item", "ItemTopic", "Meeting", "MeetingHope",
    "MeetingLine", "Mentorship", "MentorshipLine", "Merge", "NotSame", "Note", "Organisation", "OtherProperty", "Person",
    "PersonTag", "PersonTopic", "Promise", "PromisePerson", "Review", "Role", "Said", "Session", "Setting", "Share",
    "Snooze", "Tag", "Topic",
]  # fmt: skip
