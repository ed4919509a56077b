"""Answers as pictures: each drawn on the flows that it speaks of, with the answer in words above them."""

FORMATS = ("svg", "mermaid", "dot")
