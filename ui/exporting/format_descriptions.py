"""Descriptions of the export formats: the use of each, in one sentence."""

from typing import NamedTuple


class FormatRow(NamedTuple):
    """`ending` is empty for a format that makes a folder."""

    id: str
    name: str
    good_for: str
    ending: str
    files: str  # name filter of the file dialog


FORMATS = (
    FormatRow("vcard3", "vCard 3.0", "For every address book: phones, Google, Apple, Outlook.", ".vcf", "vCard (*.vcf)"),
    FormatRow("vcard4", "vCard 4.0", "The newer one, for programs that ask for it.", ".vcf", "vCard (*.vcf)"),
    FormatRow("vcard2.1", "vCard 2.1", "The old one, for old phones.", ".vcf", "vCard (*.vcf)"),
    FormatRow("csv", "Table", "For spreadsheets, a line a person without photos or story; it reads back here.", ".csv", "CSV (*.csv)"),
    FormatRow("json", "Archive", "Everything, story and settings too; reads back to the very same book.", ".json", "JSON (*.json)"),
    FormatRow("ics", "Calendar", "What is due with them, as a file a calendar can open.", ".ics", "Calendar (*.ics)"),
    FormatRow("markdown", "Markdown", "A folder with a page a person, story and notes, for any editor.", "", ""),
)  # fmt: skip
FOLDER_NAME = "Goodturn people"  # created in the chosen folder


def suggest_name(row: FormatRow, label: str) -> str:
    """Suggested file name: the person's name, or the format's."""
    name = " ".join("".join(one if one.isalnum() or one in " -'" else " " for one in label).split())
    return f"{name[:60].strip() or 'people'}{row.ending}"
