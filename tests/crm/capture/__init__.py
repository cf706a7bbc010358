"""Plain sentences and what is understood of them."""
