"""`dsalint init` and `dsalint new`."""
