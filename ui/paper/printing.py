"""A brief on the printer, or as a PDF that is opened with the desktop's program."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.briefs.brief import Brief
from crm.briefs.sections import sections
from crm.errors import GoodturnError
from crm.formats.atomic_file import write_to
from crm.storage.file_identity import refuse_own_files
from ui.context import Context
from ui.paper.brief_paper import Paper, as_pdf, draw
from ui.widgets.file_dialogs import ask_where_to_save, open_pdf

_ENDING = ".pdf"


def paper_of(brief: Brief) -> Paper:
    return Paper(brief.title, brief.when, tuple(sections(brief)))


def print_brief(parent: QWidget, brief: Brief) -> None:
    """Shows the system's dialog first."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # late: seldom needed

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(brief.title)
    dialog = QPrintDialog(printer, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: draw(paper_of(brief), printer))
    dialog.setModal(True)
    dialog.show()


def save_as_pdf(parent: QWidget, context: Context, brief: Brief) -> None:
    """Asks for the file, writes it, readable by its owner only, and opens it."""
    chosen = ask_where_to_save(parent, "Save the brief", f"{_file_name(brief.title)}{_ENDING}", "PDF (*.pdf)")
    if not chosen:
        return
    file = Path(chosen)
    if file.suffix.lower() != _ENDING:
        file = file.with_name(f"{file.name}{_ENDING}")
        if file.exists():  # the dialog has not asked about this name
            context.show_message(f"{file.name} is there already; nothing was written.")
            return
    try:
        refuse_own_files(context.book.file, file)
        write_to(file, [as_pdf(paper_of(brief))])
    except GoodturnError as refused:
        context.show_message(str(refused))
        return
    is_open = open_pdf(file)
    context.show_message(
        f"Saved as {file.name}." if is_open else f"Saved as {file.name}; no program opened it."
    )


def _file_name(title: str) -> str:
    """The title, without what file systems refuse."""
    return "".join(char if char.isalnum() or char in " -" else " " for char in title).strip()[:80] or "Brief"
