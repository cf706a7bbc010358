"""The inbox folder: text, cards and calendars that a phone's sync puts there wait for the user's yes or no."""
