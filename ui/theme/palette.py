"""Tokens as a QPalette, for everything Fusion paints by itself."""

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import Tokens


def palette(tokens: Tokens) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    for where, color in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.hover),
        (role.Text, tokens.text),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.danger),
        (role.Highlight, tokens.selected),
        (role.HighlightedText, tokens.text),
        (role.Accent, tokens.accent),
        (role.Link, tokens.link),
        (role.LinkVisited, tokens.link),
        (role.PlaceholderText, tokens.text3),
        (role.ToolTipBase, tokens.raised),
        (role.ToolTipText, tokens.text),
        (role.Light, tokens.raised),
        (role.Midlight, tokens.hover),
        (role.Mid, tokens.border),
        (role.Dark, tokens.border_strong),
        (role.Shadow, tokens.border),
    ):
        made.setColor(where, QColor(color))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(tokens.text3))
    return made
