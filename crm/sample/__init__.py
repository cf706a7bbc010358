"""The sample book: forty invented people and a year with them, made so that it ends today."""
