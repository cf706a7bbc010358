"""The sheet that plans a meeting, opened by several pages."""
