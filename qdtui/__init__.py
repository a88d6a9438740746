"""qdtui: documents, the facts in them and SQL over both, in a terminal."""

__version__ = "0.1.0"
