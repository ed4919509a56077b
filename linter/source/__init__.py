"""Bytes to plain values with the place of each; discovery of files; the limits on hostile input."""
