"""What a change of an estate means."""
