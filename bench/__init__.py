"""The benchmarks: one command each, each printing a table."""
