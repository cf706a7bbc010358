"""The result of an import, and the label of its step in the history."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.importing.found_cards import FilePreview


@dataclass(slots=True)
class ImportResult:
    new: int = 0
    updated: int = 0
    grouped: int = 0
    left_out: int = 0  # cards, by choice
    meetings: int = 0
    meetings_updated: int = 0

    def label(self, files: Sequence[FilePreview]) -> str:
        """ "Imported 376 people and updated 39 people from contacts.vcf"."""
        names = [file.name for file in files if file.counts]
        source = names[0] if len(names) == 1 else f"{len(names)} files"
        left_out = f"; {self.left_out:,} left out" if self.left_out else ""
        return f"{self._describe_changes()} from {source}{left_out}"

    def _describe_changes(self) -> str:
        new = [_many(self.meetings, "meeting", "meetings")] if self.meetings else []
        updated = [_many(self.updated, "person", "people")] if self.updated else []
        updated += [_many(self.meetings_updated, "meeting", "meetings")] if self.meetings_updated else []
        if self.grouped and not (new or updated or self.new):
            return "Tagged the people of groups"
        if self.new or not (new or updated):
            new.append(_many(self.new, "person", "people"))
        parts = [f"Imported {' and '.join(new)}"] if new else []
        parts += [f"{'updated' if parts else 'Updated'} {' and '.join(updated)}"] if updated else []
        return " and ".join(parts)


def _many(number: int, one: str, more: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {more}"
