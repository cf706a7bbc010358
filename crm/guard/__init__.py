"""The guard against one-off selling: what there is between the user and someone, and when an ask comes early."""
