"""The sharing network: records, labels along paths, routes. Knows nothing of YAML, rules or files."""
