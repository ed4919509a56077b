"""Executable policies: clauses, the parameters they set, inheritance that may tighten and never weaken."""
