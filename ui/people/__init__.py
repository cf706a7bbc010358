"""The people page."""
