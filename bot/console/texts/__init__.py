"""The texts of the pages, one language a file, the same keys in each. Data only."""
