"""A deployment from its first start to its end, on this machine's Docker."""
