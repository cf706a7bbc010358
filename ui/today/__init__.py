"""Today, the start page: the day's meetings, and the next few things to do."""
