"""Questions about the network: who holds data, by which way, under which terms."""
