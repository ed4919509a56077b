"""Public registers to an estate of YAML documents, with nothing dropped in silence."""
