"""Things changed field by field, and deleted. Each module has `edit` and `delete` for one kind."""
