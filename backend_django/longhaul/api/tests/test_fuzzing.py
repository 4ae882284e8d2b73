"""Unusual requests, generated from the OpenAPI document by schemathesis.

Other seeds: `./dev test backend backend_django/api/tests/test_fuzzing.py --hypothesis-seed=7`.
"""

from collections import Counter

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from config.wsgi import application
from longhaul.api.tests.contract import get_schema
from longhaul.api.tests.steps import run
from longhaul.jobs.models import IdempotencyKey, Job

# These two stand for all features: one takes JSON, the other a form.
FEATURES = {"echo", "copy-file"}
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]


def read_contract(tags):
    contract = schemathesis.openapi.from_dict(get_schema())
    contract.app = application
    return contract.include(lambda context: bool(tags & set(context.operation.tags or ())))


WHOLE = read_contract(FEATURES | {"accounts", "system"})
OPERATIONS = [result.ok() for result in WHOLE.get_all_operations()]


@pytest.fixture
def bounds(pytestconfig):
    """Ask the same at each run, unless a seed asks for something else."""
    return {
        "deadline": None,
        "database": None,
        "suppress_health_check": list(HealthCheck),
        "derandomize": not pytestconfig.getoption("--hypothesis-seed"),
    }


@pytest.fixture(params=["guest", "user"])
def headers(request, user):
    """Send each request without credentials, and with a user's."""
    if request.param == "guest":
        return {}
    api = request.getfixturevalue("api")
    return {"Authorization": api._credentials["HTTP_AUTHORIZATION"]}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_every_answer_is_as_documented(operation, headers, bounds):
    valid = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    invalid = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @settings(max_examples=20, **bounds)
    @given(case=st.one_of(valid, invalid))
    def ask(case):
        case.validate_response(case.call(headers=headers), checks=CHECKS, headers=headers)

    ask()


def test_a_job_is_as_documented_on_its_whole_way(api, bounds):
    headers = {"Authorization": api._credentials["HTTP_AUTHORIZATION"]}
    asked = Counter()

    class Ways(read_contract(FEATURES).as_state_machine()):
        def setup(self):
            # What an earlier way has left must not change how this one goes.
            Job.objects.all().delete()
            IdempotencyKey.objects.all().delete()

        def get_call_kwargs(self, case):
            return {"headers": headers}

        def validate_response(self, response, case, **_):
            verb = case.operation.path.split("/")[4]
            asked[verb, response.status_code] += 1
            if verb == "create" and response.status_code == 202:
                job = response.json()
                # Some jobs are worked on at once, others wait.
                if job["options"].get("times", 1) % 2:
                    run(job)
            case.validate_response(response, checks=[*CHECKS, checks.use_after_free])

    Ways.run(settings=settings(max_examples=40, stateful_step_count=8, **bounds))
    assert {("create", 202), ("status", 200), ("results", 200), ("delete", 204)} <= asked.keys()
