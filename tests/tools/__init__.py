"""Stories about setting up."""
