"""Checking: from YAML text to findings. See docs/architecture.md for the order of the folders."""
