"""Labels of the commands that change a person's standing."""

STANDING_LABELS = (("kept", "Keep"), ("parked", "Park"), ("resting", "Let rest"))
