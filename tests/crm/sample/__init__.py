"""Stories about the sample book."""
