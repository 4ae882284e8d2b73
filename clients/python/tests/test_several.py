import pytest

from longhaul_client import NotFound

from .test_command import longhaul


@pytest.fixture
def texts(tmp_path):
    """Two files of one name, in two folders, and one of another."""
    paths = [tmp_path / "a" / "same.txt", tmp_path / "b" / "same.txt", tmp_path / "other.txt"]
    for number, path in enumerate(paths):
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"text {number}\n")
    return paths


def contents(paths):
    return [path.read_text() for path in paths]


def test_files_without_a_name_are_the_first_uploads(client, texts):
    done = client.run("join-files", texts, options={"upper": True})
    assert done.result == {"text": "TEXT 0\nTEXT 1\nTEXT 2\n"}


def test_each_is_fetched_by_its_number(client, texts, tmp_path):
    job = client.create("join-files", {"texts": texts})
    fetched = [client.download(job, "texts", tmp_path / "out", number) for number in (1, 2, 3)]
    assert fetched[2].read_text() == "text 2\n"
    with pytest.raises(NotFound, match="texts with number 4"):
        client.download(job, "texts", tmp_path, 4)


def test_all_are_fetched_and_none_overwrites_another(client, texts, tmp_path):
    job = client.create("join-files", texts)
    fetched = client.download_all(job, "texts", tmp_path / "out")
    assert contents(fetched) == contents(texts)
    assert [str(path.relative_to(tmp_path / "out")) for path in fetched] == [
        "1/same.txt",
        "2/same.txt",
        "other.txt",
    ]


def test_a_name_that_the_job_does_not_have_is_not_found(client, texts, tmp_path):
    job = client.create("join-files", texts)
    with pytest.raises(NotFound, match="no file called copy"):
        client.download_all(job, "copy", tmp_path)


def test_a_job_is_repeated_with_its_files_and_other_options(client, texts):
    job = client.create("join-files", texts)
    again = client.repeat(job, options={"upper": True})
    assert again.id != job.id
    assert [file.sha256 for file in again.files] == [file.sha256 for file in job.files]
    assert client.results(client.wait(again).job)["text"].startswith("TEXT 0")


def test_a_repetition_is_made_once_for_one_key(client):
    job = client.create("echo")
    assert client.repeat(job, key="k").id == client.repeat(job, key="k").id


def test_the_command_line_takes_and_gives_several(texts, tmp_path):
    status, printed, _ = longhaul("run", "join-files", *texts)
    assert (status, printed) == (0, "  text: text 0\ntext 1\ntext 2\n\n")
    job = longhaul("list", "--feature", "join-files", "--limit", "1")[1].split()[0]
    lines = longhaul("download", job, "texts", "-o", tmp_path / "out")[1].splitlines()
    assert len(lines) == 3


def test_the_command_line_repeats_a_job(texts):
    longhaul("run", "join-files", *texts)
    job = longhaul("list", "--feature", "join-files", "--limit", "1")[1].split()[0]
    status, printed, _ = longhaul("repeat", job, "--option", "upper=true")
    assert status == 0
    assert "join-files  queued" in printed
