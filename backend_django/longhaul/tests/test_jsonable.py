import json
from typing import Any

import pytest
from pydantic import BaseModel

from longhaul.values import to_json


class Anything(BaseModel):
    value: Any


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (float("nan"), None),
        (float("-inf"), None),
        (2**53 - 1, 2**53 - 1),
        (2**53, str(2**53)),
        (-(2**60), str(-(2**60))),
        (True, True),
        ("a\0b", "a\N{REPLACEMENT CHARACTER}b"),
        ("\ud800", "?"),
        ({"k\0": [float("inf")]}, {"k\N{REPLACEMENT CHARACTER}": [None]}),
    ],
)
def test_a_result_is_stored_so_that_every_reader_can_take_it(value, stored):
    assert json.loads(to_json(Anything.model_construct(value=value))) == {"value": stored}
