"""The estate as a network: flows with their terms, and what arrives upstream of each."""
