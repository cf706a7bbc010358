"""What came in and waits beside Today: files of the inbox folder, and meetings proposed from a calendar."""
