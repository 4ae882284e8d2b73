from pathlib import Path
from tempfile import mkdtemp

import pytest

from longhaul import InvalidInput

from .attempt import look_at


@pytest.fixture
def directory(tmp_path):
    """The directory of an attempt."""
    path = tmp_path / "attempt"
    path.mkdir()
    return path


@pytest.fixture
def look(tmp_path, directory):
    """Look at files, given by name and content, as if they had been uploaded."""

    def look(files, **options):
        paths = [Path(mkdtemp(dir=tmp_path)) / name for name in files]
        for path, content in zip(paths, files.values(), strict=True):
            path.write_bytes(content)
        return look_at(paths, directory, **options)

    return look


@pytest.fixture
def refusal(look):
    """Look at what cannot be looked at; return the code and the sentence."""

    def refusal(files, **options):
        with pytest.raises(InvalidInput) as caught:
            look(files, **options)
        return caught.value.code, caught.value.detail

    return refusal
