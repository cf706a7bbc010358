"""Who is who: whether two people are one, compared by names, addresses, numbers and UIDs, among very many."""
