"""The window, told as stories."""
