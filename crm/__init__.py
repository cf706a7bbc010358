"""The notebook itself: people, meetings, promises, Today. Knows neither Qt nor the clock, and prints nothing."""
