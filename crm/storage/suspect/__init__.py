"""Untrusted backup files: examined by a child process with limits before they are used."""
