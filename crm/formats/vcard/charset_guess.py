"""Letters in no known charset: what is said of a guess, and the charsets a person may choose instead."""

import re

from crm.contacts.contact import Remark

_SAID = re.compile(r"letters were read as (.+): look at the accents")
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


def guess_said(charset: str) -> str:
    """The reason of the remark."""
    return f"letters were read as {charset}: look at the accents"


def guess_in(remark: Remark) -> str:
    """The charset that such a remark names; nothing for any other remark."""
    said = _SAID.fullmatch(remark.reason)
    return said[1] if said else ""


def charset_in_words(charset: str) -> str:
    """ "Western (Windows-1252)", or the name itself."""
    name = charset.lower().replace("windows-", "cp")
    return next((words for known, words in CHARSETS if known == name), charset)
