"""The capture sheet: write what happened, see what was understood, Enter logs it."""
