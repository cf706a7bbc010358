"""The process that writes a brief as PDF for the command line: JSON on standard input, the PDF on standard output."""

import json
import os
import sys

from crm.briefs.sections import Section


def main(words: list[str]) -> int:
    """`words` is empty."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # there may be no display
    from PySide6.QtGui import QGuiApplication  # reads the platform when it is created

    from ui.paper.brief_paper import Paper, as_pdf  # imports Qt
    from ui.theme.fonts import load_fonts  # imports Qt

    given = json.loads(sys.stdin.buffer.read())
    application = QGuiApplication(["goodturn"])
    load_fonts()
    parts = tuple(Section(heading, tuple(lines), numbered) for heading, lines, numbered in given["sections"])
    sys.stdout.buffer.write(as_pdf(Paper(given["title"], given["subtitle"], parts)))
    sys.stdout.buffer.flush()
    del application
    return 0
