"""What happened or is planned between the user and people: logged, planned, marked, listed."""
