"""Normalised spelling of a word in a name: equal for words that differ only in alphabet, transliteration or convention."""

import re
from functools import lru_cache

# Russian and Ukrainian as in passports, Greek by ELOT 743; accents are already folded.
_CYRILLIC = "а=a б=b в=v г=g д=d е=e з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ы=y э=e і=i ґ=g"
_CYRILLIC += " ж=zh ц=ts ч=ch ш=sh щ=shch ю=yu я=ya є=ye ъ= ь="
_GREEK = (
    "α=a β=v γ=g δ=d ε=e ζ=z η=i ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f ω=o θ=th χ=ch ψ=ps"
)
_LATIN = {ord(pair[0]): pair[2:] for pair in f"{_CYRILLIC} {_GREEK}".split()}
_EQUIVALENTS = (
    ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ph", "f"), ("th", "t"), ("ks", "x"), ("ck", "k"), ("c", "k"), ("kh", "ch"),
    ("y", "i"),
)  # fmt: skip
_DOUBLED = re.compile(r"([^\W\d_])\1+")


@lru_cache(maxsize=50_000)
def normalize_spelling(word: str) -> str:
    """Normalise a folded word: Müller, Mueller and Muller are equal, as are Дмитрий and Dmitry, Katherine and Catherine."""
    if not word.isascii():
        word = word.translate(_LATIN)
    for one, other in _EQUIVALENTS:
        if one in word:
            word = word.replace(one, other)
    word = _DOUBLED.sub(r"\1", word)
    return word[:-1] if word[-1:] == "h" and len(word) > 3 and word[-2] in "aeiou" else word
