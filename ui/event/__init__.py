"""The page of an event: prepared before, and afterwards the few chosen among all who were met."""
