"""Notifications of the desktop, and what is heard back from them."""
