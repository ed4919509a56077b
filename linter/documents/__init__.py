"""Plain values to documents: validation against the schema of each kind, and errors that a person understands."""
