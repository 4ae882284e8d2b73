import pytest

from devtools import contract, variables
from devtools.contract import DEPLOYMENTS, Deployment, violations

LOCAL, PRODUCTION = DEPLOYMENTS


def test_the_projects_own_contract_holds():
    assert list(violations()) == []


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment.name)
def test_what_is_read_is_found(deployment):
    assert {"DATABASE_URL", "JOBS_LEASE", "WEB_THREADS"} <= deployment.read_by_settings()
    assert {"POSTGRES_PASSWORD", "FLOWER_URL_PREFIX"} <= deployment.read_by_scripts()


def test_each_environment_reads_its_own_settings():
    assert "DJANGO_SECURE_HSTS_SECONDS" in PRODUCTION.read_by_settings()
    assert "DJANGO_SECURE_HSTS_SECONDS" not in LOCAL.read_by_settings()
    assert "TEST_DATABASE_URL" not in PRODUCTION.read_by_settings()


def test_a_secret_counts_by_its_own_name():
    assert "DJANGO_SECRET_KEY" in PRODUCTION.passed()
    assert "DJANGO_SECRET_KEY_FILE" not in PRODUCTION.passed()
    assert "LIVENESS_FILE" in PRODUCTION.passed()


@pytest.fixture
def changed(monkeypatch):
    """Let a deployment pass something else."""

    def change(passed):
        monkeypatch.setattr(Deployment, "passed", lambda _self: passed)
        return " ".join(violations())

    return change


def test_a_variable_that_is_not_passed_is_named(changed):
    left = PRODUCTION.passed() - {"JOBS_LEASE"}
    assert "production.yml does not pass JOBS_LEASE, which the settings read." in changed(left)


def test_a_process_that_is_left_out_is_named(monkeypatch):
    content = PRODUCTION.load()
    environment = content["services"]["celerybeat"]["environment"]
    del environment["JOBS_LEASE"], environment["REDIS_PASSWORD_FILE"]
    monkeypatch.setattr(Deployment, "load", lambda _self: content)
    assert list(PRODUCTION.left_out()) == [("JOBS_LEASE", "celerybeat")]


def test_every_process_is_given_what_the_settings_read():
    assert [pair for deployment in DEPLOYMENTS for pair in deployment.left_out()] == []


def test_an_unused_variable_is_named(changed):
    more = PRODUCTION.passed() | {"JOBS_LEES"}
    assert "production.yml passes JOBS_LEES, which no setting reads." in changed(more)


def test_a_variable_without_a_description_is_named(monkeypatch):
    known = variables.documented() - {"DOMAIN", "JOBS_LEASE"}
    monkeypatch.setattr(variables, "documented", lambda: known)
    told = " ".join(violations())
    assert ".env.example does not describe DOMAIN." in told
    assert ".env.example does not describe JOBS_LEASE." in told


def test_an_old_table_is_told(monkeypatch):
    monkeypatch.setattr(contract.variables, "is_current", lambda: False)
    assert "./dev deploy-check --write" in " ".join(violations())
