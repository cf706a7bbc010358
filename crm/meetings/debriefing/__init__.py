"""Looking back on a meeting: what was learned, needed and offered, whether it gave energy, and the next step."""
