"""One page a file, each with its `PAGE`; the folder is the list. Files that begin with `_` are helpers."""
