"""Progress of an export as the text under its progress bar."""

from crm.formats.export_progress import READING_BACK, SECOND_READER, ExportProgress


def describe_progress(progress: ExportProgress) -> str:
    """No stage reports completion: the file itself exists only after the last one."""
    done, of = progress.done, max(1, progress.of)
    if progress.stage == READING_BACK:
        return f"Written. Reading it back: {min(done, of) / of:.0%}"
    if progress.stage == SECOND_READER:
        return f"Read back. Another program’s reader looks at card {done:,} of {of:,}"
    return f"{done:,} written so far"
