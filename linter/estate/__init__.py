"""All documents together: configuration, the index by kind and id, references resolved."""
