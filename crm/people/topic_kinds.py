"""The kinds of topics of a person, and their names."""

TOPIC_LABELS = {"looking_for": "looking for", "can_help_with": "can help with", "cares_about": "cares about"}
TOPIC_KINDS = tuple(TOPIC_LABELS)
TOPIC_VERBS = {**TOPIC_LABELS, "looking_for": "is looking for"}
"""For sentences: "Ana is looking for …"."""
