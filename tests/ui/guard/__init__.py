"""The guard in the window: capture, the ask sheet, the person's page and drafts."""
