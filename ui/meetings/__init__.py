"""The page of all meetings: coming, proposed and past ones as a list, or a month as a calendar."""
