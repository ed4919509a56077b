"""A report value to text or JSON. Nothing here computes a finding."""
