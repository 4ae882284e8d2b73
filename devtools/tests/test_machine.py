import shutil
from types import SimpleNamespace

import pytest

from devtools import machine
from devtools.errors import DevError


def test_a_full_disk_is_refused_with_what_is_missing(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0.4e9))
    with pytest.raises(DevError, match=r"Only 0.4 GB are free .* make room for 1.5 GB"):
        machine.require_space()
