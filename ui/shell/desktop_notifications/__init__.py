"""Desktop notifications, and the answers to them."""
