"""What rules speak about: subjects, each a mapping of what was written, what it refers to, and derived facts."""
