"""The words of the field: markings, dates and durations, dated reference lists."""
