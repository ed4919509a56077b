"""Pictures and interchange files of the network."""
