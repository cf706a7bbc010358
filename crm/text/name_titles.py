"""Titles and forms of address (Dr., Frau, Sra., Dott.ssa), which sorting ignores.

English, German, French, Spanish, Italian, Dutch and Portuguese; every word is folded. The person table has generated columns
that contain these words (`sort_columns`): changing a list needs a migration that rebuilds those columns.
"""

_WHEREVER = """
dr prof professor professorin mr mrs ms miss mx sir dame rev reverend herr herrn frau fraulein mme mmes mlle madame monsieur
mademoiselle senor senora senorita sra srta dra profa signor signora signorina sigra dott dottssa dottor dottoressa profssa
dhr mevr mevrouw meneer senhor senhora senhorita doutor doutora
"""
_IN_FRONT = """
sr hr fr pr pd doctor docteur doctora profesor profesora lord lady capt captain colonel lieutenant lt sgt sergeant cmdr dkfm
magister maga dipl dipl-ing lic licda arq arqta mtro mtra abg dna egr spett geom cav avvocato signa mw drs jhr jkvr enga exmo
exma ilmo ilma rabbi sheikh sheik shaikh
"""
# Without a full stop these are personal names: Mag Ruffman, Col Needham, Maj Sjöwall.
_DOTTED = "ing mag br sig ir bc eng avv arch rag on gent ds col maj gen hon rt"
_AFTER_ANOTHER = """
med phil jur iur rer nat pol oec habil mult dent vet theol techn soc disc paed agr forest oecon publ math psych biol pharm
univ mont hc eh
"""
_SPELT = """
dott.ssa prof.ssa sig.ra sig.na sr.a dr.a prof.a mag.a h.c. e.h. univ.-prof. priv.-doz. dr.-ing. dipl.-ing. dipl.-kfm.
dipl.-inf. dipl.-psych. dipl.-phys. dipl.-chem. dipl.-biol. dipl.-math. dipl.-volksw. dipl.-wirt.-ing. dipl.-pad. & and und et
"""
MOST = 4
"""Maximum number of titles removed from a name: Herr Prof. Dr. med."""

TITLES = frozenset(_WHEREVER.split())
"""Titles at any position in a text."""
HIS = frozenset(["mr", "sir", "herr", "herrn", "monsieur", "senor", "signor", "meneer", "senhor", "dottor"])
HERS = frozenset(
    [
        "mrs",
        "ms",
        "miss",
        "dame",
        "frau",
        "fraulein",
        "mme",
        "mmes",
        "mlle",
        "madame",
        "mademoiselle",
        "senora",
        "senorita",
        "sra",
        "srta",
        "dra",
        "profa",
        "signora",
        "signorina",
        "sigra",
        "dottssa",
        "dottoressa",
        "mevr",
        "mevrouw",
        "senhora",
        "senhorita",
        "doutora",
        "professorin",
    ]
)
"""Titles of men (HIS) and women (HERS)."""
IN_FRONT = TITLES | frozenset(_IN_FRONT.split())
"""Titles at the beginning of a name, with or without a full stop."""
AFTER_ANOTHER = frozenset(_AFTER_ANOTHER.split())
"""Second parts of titles: med., phil."""
_WORDS = frozenset(
    {*IN_FRONT, *_SPELT.split(), *(f"{word}." for word in (*IN_FRONT, *AFTER_ANOTHER, *_DOTTED.split()))}
)


def is_title(folded: str) -> bool:
    """Whether a word is a title; `folded` is the first word of a name, folded, with its full stops."""
    return folded in _WORDS or folded.replace(".", "") in IN_FRONT


def without_titles(folded: str) -> str:
    """Remove the leading titles of a folded name; the last word always remains."""
    for _ in range(MOST):
        first, blank, rest = folded.partition(" ")
        if not blank or first not in _WORDS:
            break
        folded = rest
    return folded


def sort_columns(name_key: str) -> dict[str, str]:
    """`without_titles` as SQL expressions by column name: each column removes one more title, the last is `sort_key`."""
    columns: dict[str, str] = {}
    before = name_key
    for count in range(1, MOST):
        columns[f"name_after_{count}"] = _after_title(before)
        before = f"name_after_{count}"
    rests = ", ".join([*reversed(columns), name_key])
    return columns | {"sort_key": f"coalesce({_after_title(before)}, {rests})"}


def _after_title(text: str) -> str:
    """SQL: the text after the first word if that word is a title, else NULL."""
    at = f"instr({text}, ' ')"
    is_title = f"instr(' {' '.join(sorted(_WORDS))} ', ' ' || substr({text}, 1, {at})) > 0"
    return f"CASE WHEN {at} > 1 AND {is_title} THEN substr({text}, {at} + 1) END"
