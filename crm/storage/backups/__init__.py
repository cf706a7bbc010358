"""Backups: copying, verifying in a child process, manifests, ledger, listing and thinning."""
