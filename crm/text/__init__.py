"""Text processing without a database: folding, names, dates and typed input. Imports no other package of `crm`."""
