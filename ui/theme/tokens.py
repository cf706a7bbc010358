"""The colours, one set for light and one for dark, named by purpose, never by colour."""

from typing import NamedTuple


class Tokens(NamedTuple):
    """`border` is a hairline only; the edge of a control is `border_strong`. `warn` marks due or late; the
    text says so, too."""

    is_dark: bool
    window: str
    sidebar: str
    surface: str
    raised: str
    hover: str
    selected: str
    border: str
    border_strong: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    accent_text: str
    link: str
    danger: str
    danger_bg: str
    warn: str
    warn_bg: str
    ok: str
    ok_bg: str
    info: str
    info_bg: str
    toast: str
    toast_text: str
    toast_accent: str


LIGHT = Tokens(
    is_dark=False,
    window="#F6F5F2",
    sidebar="#EFEDE8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    hover="#F3F1EC",
    selected="#DDEFEB",
    border="#E3E0D9",
    border_strong="#8A857B",
    text="#1F1D1A",
    text2="#57534C",
    text3="#6B665E",
    accent="#0F6E66",
    accent_hover="#0B5A53",
    accent_text="#FFFFFF",
    link="#0F6E66",
    danger="#B3261E",
    danger_bg="#FCEBE9",
    warn="#8A5300",
    warn_bg="#FDF1DC",
    ok="#2B6A2F",
    ok_bg="#E6F3E6",
    info="#1F5FA8",
    info_bg="#E7F0FA",
    toast="#2B2722",
    toast_text="#F7F5F1",
    toast_accent="#8FE0C6",
)

DARK = Tokens(
    is_dark=True,
    window="#171614",
    sidebar="#1C1B19",
    surface="#211F1D",
    raised="#2A2825",
    hover="#2B2926",
    selected="#12352F",
    border="#383530",
    border_strong="#827C72",
    text="#ECE9E4",
    text2="#B8B3AA",
    text3="#9F988D",
    accent="#5CC8B8",
    accent_hover="#7AD6C8",
    accent_text="#06231F",
    link="#6FD0C1",
    danger="#F28B82",
    danger_bg="#3D201D",
    warn="#E9B44C",
    warn_bg="#3A2D12",
    ok="#8CC98F",
    ok_bg="#1E3320",
    info="#8AB4F8",
    info_bg="#1D2B40",
    toast="#3A3733",
    toast_text="#F7F5F1",
    toast_accent="#8FE0C6",
)
