"""Refusals that several parts of the examination use."""

from crm.errors import FileNotRead


def damaged(name: str, what: str = "") -> FileNotRead:
    return FileNotRead(f"{name} is damaged; nothing was changed. Try another backup. {what}".rstrip())


def takes_too_much(name: str) -> FileNotRead:
    return FileNotRead(
        f"{name} takes more time or memory to read than a book of its size can; nothing was changed. "
        "Try another backup."
    )
