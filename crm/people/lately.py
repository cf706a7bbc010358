"""Whom the user met last: offered by name before a word is typed."""

from crm.storage.reading import Reader


def met_lately(read: Reader, limit: int) -> list[str]:
    """Full names of kept people, the latest contact first."""
    return read.values(
        "SELECT full_name FROM person WHERE standing = 'kept' AND last_contact_on IS NOT NULL "
        "ORDER BY last_contact_on DESC, id LIMIT :limit",
        limit=limit,
    )
