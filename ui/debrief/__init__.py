"""Looking back on a meeting in two minutes: five questions, one step."""
