"""Stories of the people page through the real window."""
