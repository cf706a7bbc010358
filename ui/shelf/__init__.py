"""The page of the shelf: what is worth passing on, who already has each, and who would welcome it."""
