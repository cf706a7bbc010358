"""The brief of a meeting, from a real book."""
