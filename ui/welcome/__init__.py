"""Welcome page of the first start: three ways to begin, and three questions."""
