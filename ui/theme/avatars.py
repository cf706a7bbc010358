"""The ten avatar tints. The uid selects one, not the name, so that it stays when a person is renamed."""

from functools import lru_cache

from crm.text import names
from crm.text.outside_text import without_hidden

AVATARS_LIGHT = (
    ("#DDE7F7", "#23477F"),
    ("#DCEFEB", "#0B5A53"),
    ("#E5EFD9", "#3E5A16"),
    ("#FBEBCB", "#6F4700"),
    ("#FCE3D6", "#86360F"),
    ("#FBDDE0", "#8C1F33"),
    ("#F3DDF0", "#77256B"),
    ("#E6E0F8", "#4B3595"),
    ("#DCEBF3", "#1B5269"),
    ("#E9E4DB", "#554A38"),
)
AVATARS_DARK = (
    ("#24395C", "#BCD3F7"),
    ("#173F3A", "#9CDDD2"),
    ("#2F401A", "#C5DDA1"),
    ("#46340F", "#F0CE8A"),
    ("#4A2A19", "#F5BEA0"),
    ("#4D222B", "#F5B5BF"),
    ("#432140", "#E7B4DF"),
    ("#332A58", "#CDC1F5"),
    ("#1D3A49", "#A9D3E8"),
    ("#3A352C", "#D6CBB8"),
)

_MOST_KEPT = 4096  # every painted row asks for both


@lru_cache(_MOST_KEPT)
def tint_index(uid: str) -> int:
    import hashlib  # late: loads OpenSSL, and the first paint has no avatar

    # hash() is salted in every process.
    return hashlib.blake2b(uid.encode("utf-8", "replace"), digest_size=2).digest()[0] % len(AVATARS_LIGHT)


@lru_cache(_MOST_KEPT)
def initials(name: str) -> str:
    """Of given and family name: "AR" for Dr. Ana Maria Ruiz, "A" for Ana, "?" if there is no letter."""
    return names.initials(without_hidden(name)) or "?"
