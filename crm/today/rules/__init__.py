"""One rule a file, pure: facts and today in, a candidate for a row or nothing out."""
