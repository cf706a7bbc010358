"""Text in quotation marks, cut at a word where it is long."""

MAX_QUOTE_LENGTH = 90


def quoted(sentence: str) -> str:
    return f"“{shortened(sentence)}”"


def shortened(sentence: str, longest: int = MAX_QUOTE_LENGTH) -> str:
    if len(sentence) <= longest:
        return sentence
    cut = sentence[:longest].rsplit(" ", 1)[0].rstrip(",;:")
    return f"{cut or sentence[:longest]}…"
