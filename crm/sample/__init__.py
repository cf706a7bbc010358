"""The sample book: forty invented people and a year of meetings that ends today."""
