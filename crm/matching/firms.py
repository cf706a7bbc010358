"""Comparison of organisation names: legal forms, punctuation and leading articles do not matter."""

import re
from functools import lru_cache

from crm.text.folding import fold

_LEGAL = """
inc incorporated ltd limited llc llp lp plc corp corporation co company gmbh ggmbh mbh ag kg kgaa ohg gbr ug ek ev eg se
sa sas sarl sasu srl sl slu spa snc bv nv vof ab as asa aps oy oyj sp zoo doo dd kft zrt sro pty pvt pte ooo oao
"""
_FORMS = frozenset(_LEGAL.split())
_NOT_LETTERS = re.compile(r"[^\w\s]+")


@lru_cache(maxsize=20_000)
def firm_key(name: str) -> str:
    """Equal for Acme and ACME, Inc., and for Doyle & Sons Ltd and Doyle and Sons. A name of legal forms only is kept whole."""
    plain = fold(name).replace("&", " and ").replace(".", "").replace("'", "").replace("’", "")
    words = _NOT_LETTERS.sub(" ", plain).split()
    while words and words[0] in ("the", "die", "der"):
        words.pop(0)
    kept = [word for word in words if word not in _FORMS]
    while kept and kept[-1] == "and":
        kept.pop()
    return " ".join(kept or words)


def common_organisation(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """The organisation named by both, as the first spells it, or ""."""
    if not one or not other:
        return ""
    theirs = {firm_key(name) for name in other}
    return next((name for name in one if firm_key(name) in theirs), "")
