"""Drafts: the mail a row of Today would send, from stored words, to be opened in the user's mail program or copied."""
