"""The guard against one-off selling: facts about a relationship, and cautions about asks that come too early."""
