"""Rules as data: loading, conditions, examples, profiles."""
