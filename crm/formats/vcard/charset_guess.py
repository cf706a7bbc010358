"""Guessed charsets: the remark about a guess, and the charsets that the user may choose instead."""

import re

from crm.contacts.contact import Remark

_REASON = re.compile(r"letters were read as (.+): look at the accents")
CHARSETS = (
    ("cp1252", "Western (Windows-1252)"),
    ("cp1250", "Central European (Windows-1250)"),
    ("iso8859-2", "Central European (ISO 8859-2)"),
    ("cp1251", "Cyrillic (Windows-1251)"),
    ("koi8-r", "Cyrillic (KOI8-R)"),
    ("cp1253", "Greek (Windows-1253)"),
    ("cp1254", "Turkish (Windows-1254)"),
    ("cp1257", "Baltic (Windows-1257)"),
    ("cp1255", "Hebrew (Windows-1255)"),
    ("cp1256", "Arabic (Windows-1256)"),
    ("cp874", "Thai (Windows-874)"),
    ("shift_jis", "Japanese (Shift JIS)"),
    ("euc_jp", "Japanese (EUC-JP)"),
    ("gb18030", "Chinese, simplified (GB 18030)"),
    ("big5", "Chinese, traditional (Big5)"),
    ("euc_kr", "Korean (EUC-KR)"),
    ("cp850", "Western (DOS 850)"),
    ("mac-roman", "Western (old Mac)"),
)


def describe_guess(charset: str) -> str:
    """The reason text of the remark."""
    return f"letters were read as {charset}: look at the accents"


def guessed_charset(remark: Remark) -> str:
    """The guessed charset that a remark names, or "" for any other remark."""
    match = _REASON.fullmatch(remark.reason)
    return match[1] if match else ""


def charset_label(charset: str) -> str:
    """ "Western (Windows-1252)", or the name itself if it is unknown."""
    name = charset.lower().replace("windows-", "cp")
    return next((label for codec, label in CHARSETS if codec == name), charset)
