"""The commands: each module one family of them, from click options to one call. Nothing is computed here."""
