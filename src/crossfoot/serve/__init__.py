"""Doors to the desk that stay open while somebody works: each passes copy on to `desk` and shows the report, and knows nothing itself."""
