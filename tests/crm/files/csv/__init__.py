"""Stories of tables of people: what every program's CSV becomes."""
