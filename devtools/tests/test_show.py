from types import SimpleNamespace

import pytest

from devtools.errors import DevError
from devtools.show import choose, progress

PLAIN = SimpleNamespace(slug="plain", sample=False)
SAMPLED = SimpleNamespace(slug="sampled", sample=True)


def job(percent):
    now = SimpleNamespace(percent=percent, message="Reading")
    return SimpleNamespace(phase="running", progress=now)


def test_the_first_feature_with_a_sample_is_shown():
    assert choose([PLAIN, SAMPLED], None) is SAMPLED


def test_another_feature_is_shown_by_its_name():
    assert choose([PLAIN, SAMPLED], "plain") is PLAIN


@pytest.mark.parametrize(
    ("slug", "words"), [("other", "no feature other"), (None, "No feature has a sample")]
)
def test_a_feature_that_is_not_there_is_told(slug, words):
    with pytest.raises(DevError, match=words):
        choose([PLAIN], slug)


def test_the_bar_is_as_full_as_the_work_is_done():
    assert progress(job(50)) == f"{'█' * 15}{'░' * 15}  50 %  running  Reading"


def test_the_bar_is_empty_while_the_total_is_unknown():
    assert progress(job(None)).startswith(f"{'░' * 30}   0 %")
