"""Findings: frozen values, their places and their fingerprints."""
