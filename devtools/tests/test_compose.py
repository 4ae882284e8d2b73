"""The compose files keep what is promised of them."""

import re
from datetime import timedelta

import pytest
import yaml

from devtools.contract import DEPLOYMENTS, WORKERS
from devtools.paths import ROOT

LOCAL, PRODUCTION = (deployment.load() for deployment in DEPLOYMENTS)
SERVICES = PRODUCTION["services"]
OURS = {"django", "celerybeat", "flower", *WORKERS}
EVERY = pytest.mark.parametrize("name", sorted(SERVICES))


@EVERY
def test_every_service_says_whether_it_is_well(name):
    assert SERVICES[name]["healthcheck"]["test"]


@EVERY
def test_every_service_comes_back(name):
    assert SERVICES[name]["restart"] == "unless-stopped"


@EVERY
def test_no_log_grows_without_end(name):
    options = SERVICES[name]["logging"]["options"]
    assert {"max-size", "max-file"} <= set(options)


@EVERY
def test_no_service_takes_the_whole_machine(name):
    limits = SERVICES[name]["deploy"]["resources"]["limits"]
    assert {"cpus", "memory", "pids"} <= set(limits)


@EVERY
def test_no_process_gains_rights(name):
    assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", sorted(OURS))
def test_nothing_of_ours_can_change_its_image(name):
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["tmpfs"] == ["/tmp"]  # noqa: S108


def test_the_proxy_has_the_only_open_ports():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["caddy"]


def test_database_and_broker_are_reached_from_inside_alone():
    assert PRODUCTION["networks"]["inside"] == {"internal": True}
    assert SERVICES["postgres"]["networks"] == SERVICES["redis"]["networks"] == ["inside"]


def test_secrets_are_files():
    given = {key: text for name in OURS for key, text in SERVICES[name]["environment"].items()}
    secret = [key for key in given if "PASSWORD" in key or "SECRET" in key]
    assert secret
    assert all(given[key].startswith("/run/secrets/") for key in secret)


@pytest.mark.parametrize("name", sorted(WORKERS))
def test_a_worker_has_a_minute_to_stop(name):
    default = SERVICES[name]["stop_grace_period"].partition(":-")[2].rstrip("s}")
    assert timedelta(seconds=int(default)) >= timedelta(minutes=1)


def test_a_web_server_that_stops_may_end_an_upload_of_ten_minutes():
    configuration = (ROOT / "backend_django/longhaul/web/gunicorn.py").read_text()
    [graceful] = re.findall(r"^graceful_timeout = (\d+)$", configuration, re.MULTILINE)
    assert int(graceful) >= 600
    assert int(SERVICES["django"]["stop_grace_period"].rstrip("s")) > int(graceful)


def test_every_queue_has_a_worker():
    queues = ",".join(SERVICES[name]["environment"]["CELERY_QUEUES"] for name in WORKERS)
    assert sorted(queues.split(",")) == ["critical", "default", "high", "low"]


def test_flower_is_where_the_proxy_looks_for_it():
    prefix = SERVICES["flower"]["environment"]["FLOWER_URL_PREFIX"]
    proxy = (ROOT / "docker/production/caddy/Caddyfile").read_text()
    assert f"handle /{prefix}*" in proxy


@pytest.mark.parametrize("name", sorted(set(LOCAL["services"]) - {"mailpit"}))
def test_development_knows_what_is_well_too(name):
    assert LOCAL["services"][name]["healthcheck"]["test"]


def test_development_is_not_reachable_from_elsewhere():
    ports = [port for service in LOCAL["services"].values() for port in service.get("ports", ())]
    assert len(ports) == 4
    assert all(port.startswith("127.0.0.1:${") for port in ports)


def test_the_broker_forgets_nothing():
    config = (ROOT / "docker/production/redis/redis.conf").read_text()
    for line in ("appendonly yes", "appendfsync everysec", "maxmemory-policy noeviction"):
        assert line in config.splitlines()


def test_no_secret_is_in_a_compose_file():
    for deployment in DEPLOYMENTS:
        loaded = yaml.safe_load(deployment.path.read_text())
        assert "DJANGO_SECRET_KEY" not in (loaded.get("x-environment") or {})
