"""Long counts: what must hold a thousand times. A few of each run with every test, the rest by `make endure`."""
