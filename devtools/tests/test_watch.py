import asyncio

import pytest

from devtools import watch
from devtools.watch import changes, snapshot


@pytest.fixture
def code(tmp_path):
    (tmp_path / "package").mkdir()
    path = tmp_path / "package" / "module.py"
    path.write_text("one = 1\n")
    return path


def test_a_snapshot_has_all_python_files(code, tmp_path):
    code.with_suffix(".txt").touch()
    assert list(snapshot(tmp_path)) == [code]


def test_the_link_to_nothing_that_an_editor_makes_is_passed_over(code, tmp_path):
    code.with_name(".#module.py").symlink_to("user@host.1234")
    assert list(snapshot(tmp_path)) == [code]


def test_every_change_is_told(code, tmp_path, monkeypatch):
    monkeypatch.setattr(watch, "POLL_SECONDS", 0)

    async def main():
        told = changes(tmp_path)
        for change in (code.with_name("new.py").touch, code.unlink):
            seen = asyncio.ensure_future(anext(told))
            await asyncio.sleep(0)
            change()
            await seen

    asyncio.run(main())
