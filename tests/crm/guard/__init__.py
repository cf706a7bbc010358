"""The guard against one-off selling."""
