"""Stories of introductions and the shelf."""
