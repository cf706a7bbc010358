"""Appearance, light and dark: design tokens, palette, stylesheet, fonts and icons."""
