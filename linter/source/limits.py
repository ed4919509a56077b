"""The limits on what is read. Files come from strangers, so the reader itself refuses what is out of proportion.

They are constants, not configuration: a pull request must not be able to raise them.
"""

MAX_FILE_BYTES = 10 * 1024 * 1024
"""One file. The largest real register tried is under 3 MB."""
MAX_DEPTH = 64
"""Nested mappings and lists."""
MAX_NODES = 500_000
"""Scalars, mappings and lists of one file, before aliases."""
MAX_ALIAS_NODES = 20_000
"""Nodes that aliases add to one file when they are expanded."""
MAX_SCALAR_CHARACTERS = 200_000
"""One scalar."""
MAX_DOCUMENTS = 10_000
"""YAML documents in one file."""
MAX_FILES = 200_000
"""Files of one estate."""
MAX_PROBLEMS = 200
"""Problems reported for one file before the reader gives up on it, and for the shape of one document."""
MAX_COMPARISONS = 200_000
"""Known names with which names that do not resolve are compared, to suggest what was meant; then no more is suggested."""
MAX_REFUSALS = 250
"""Terms on passing data on that are followed further from one body; what more would say is undecided."""
MAX_HOPS_TOLD = 5_000_000
"""Hops of all ways that one answer tells: every term of every holder with its way. Real registers come to thousands."""
