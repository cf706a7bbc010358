"""The page of the mails’ words: templates, changed while a preview shows how each reads."""
