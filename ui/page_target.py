"""What a page shows when it is opened: a person's id, a word or filter, files to import, or a report of an import."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union

if TYPE_CHECKING:
    from crm.importing.unread_report import KeptReport  # late: brings the importer

PageTarget: TypeAlias = Union[int, str, Path, Sequence[Path], "KeptReport"]
