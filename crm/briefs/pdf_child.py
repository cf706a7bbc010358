"""The PDF of a brief, made by a child process: of all commands, only this one needs Qt."""

import json
import subprocess

from crm.briefs.brief import Brief
from crm.briefs.sections import Section, sections
from crm.children import child_command
from crm.errors import FileNotWritten

PATIENCE = 60.0  # seconds
_PDF = b"%PDF-"


def brief_as_pdf(brief: Brief) -> bytes:
    """One page A4. Raises FileNotWritten."""
    return paper_as_pdf(brief.title, brief.when, sections(brief))


def paper_as_pdf(title: str, subtitle: str, parts: list[Section]) -> bytes:
    """Nothing is written to disk on the way: text and PDF go through pipes."""
    text = json.dumps({"title": title, "subtitle": subtitle, "sections": parts}).encode()
    try:
        child = subprocess.run(
            child_command("brief-pdf"),
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # exists on Windows only
        )
    except (OSError, subprocess.TimeoutExpired):
        raise _not_made() from None
    if child.returncode or not child.stdout.startswith(_PDF):
        raise _not_made()
    return child.stdout


def _not_made() -> FileNotWritten:
    return FileNotWritten("The PDF could not be made here: Qt did not start. Nothing was written.")
