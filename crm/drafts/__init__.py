"""Drafts of mails for rows of Today, opened in the user's mail program or copied; never sent from here."""
