"""dsalint from Python: an estate is opened, asked, and its answers become graphs, plain values and tables."""
