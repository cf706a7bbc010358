"""The iCalendar format: reads events, and writes due entries for calendar programs to subscribe to."""
