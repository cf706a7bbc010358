"""The first start: three doors and three questions."""
