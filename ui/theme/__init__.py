"""Tokens, palette, stylesheet, fonts and icons: how everything looks, light and dark."""
