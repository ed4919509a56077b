"""dsalint: policy-as-code for data-sharing agreements."""

__version__ = "0.1.0"
