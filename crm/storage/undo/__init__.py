"""Undo and redo of steps, in or out of order, with the steps that depend on them."""
