"""Where extraction runs: the local pool of worker processes."""
