"""The page of introductions: whose turn it is, the panel of one, and the sheet that begins one."""
