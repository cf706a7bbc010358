"""The capture sheet: text describes what happened, its interpretation is shown, Enter logs it."""
