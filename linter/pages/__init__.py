"""Pages about the rules, for people who read and do not check: made from the rule files and nothing else."""
