import pytest

from longhaul import InvalidInput

from .attempt import profile_file


@pytest.fixture
def directory(tmp_path):
    """The directory of an attempt."""
    path = tmp_path / "attempt"
    path.mkdir()
    return path


@pytest.fixture
def profile_text(tmp_path, tmp_path_factory):
    """Profile text or bytes as if they had been uploaded."""

    def profile_text(content, name="table.csv", **options):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return profile_file(path, tmp_path_factory.mktemp("attempt"), **options)

    return profile_text


@pytest.fixture
def profile_frame(tmp_path, directory):
    """Profile a frame by way of Parquet."""

    def profile_frame(frame):
        frame.write_parquet(tmp_path / "table.parquet")
        return profile_file(tmp_path / "table.parquet", directory)

    return profile_frame


@pytest.fixture
def refusal(profile_text):
    """Profile what cannot be profiled; return the code and the sentence."""

    def refusal(content, name="table.csv", **options):
        with pytest.raises(InvalidInput) as caught:
            profile_text(content, name, **options)
        return caught.value.code, caught.value.detail

    return refusal
