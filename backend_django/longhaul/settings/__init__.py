"""Defaults of the engine's settings; a project overrides them by setting the same names."""
