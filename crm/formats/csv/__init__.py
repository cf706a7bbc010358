"""CSV tables of people: the exports of known programs, any other table by a column mapping, and the program's own table."""
