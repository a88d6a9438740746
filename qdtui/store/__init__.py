"""The DuckDB file: schema, write, read, search, verify."""
