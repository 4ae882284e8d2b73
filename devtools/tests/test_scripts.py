"""The scripts of the containers and of operators."""

import os
import stat
import subprocess

import pytest

from devtools.paths import ROOT
from devtools.product import SLUG

INIT = ROOT / "docker" / "production" / "init"
NAMES = {"deploy", "init", "as-owner", "healthy", "backup", "backups", "restore", "start"}
SCRIPTS = [
    path
    for path in sorted((ROOT / "docker").rglob("*"))
    if path.name in NAMES or path.name.startswith("start-")
]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT / "docker")))
def test_a_script_parses_and_can_be_run(path):
    shell = path.read_text().splitlines()[0].removeprefix("#!")
    subprocess.run([shell, "-n", path], check=True)
    assert path.stat().st_mode & stat.S_IXUSR


def test_the_worker_watches_folders_that_exist():
    script = (ROOT / "docker" / "local" / "django" / "start-worker").read_text()
    folders = script.splitlines()[-1].split()
    assert "longhaul" in folders
    assert all((ROOT / "backend_django" / folder).is_dir() for folder in folders)


def init(folder):
    command = [INIT, "example.com", "you@example.com", folder]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def secrets_in(folder):
    return {path.name: path.read_text() for path in (folder / "secrets").iterdir()}


def test_every_secret_of_production_is_made(tmp_path):
    init(tmp_path)
    named = (ROOT / "production.yml").read_text().split("\nsecrets:\n")[1]
    assert set(secrets_in(tmp_path)) == {line.split(":")[0].strip() for line in named.splitlines()}


def test_secrets_are_long_and_differ(tmp_path):
    init(tmp_path)
    random = [text for name, text in secrets_in(tmp_path).items() if name.endswith(("key", "word"))]
    assert len(set(random)) == len(random) == 4
    assert all(len(text) >= 20 for text in random)
    assert len(secrets_in(tmp_path)["django_secret_key"]) >= 50


def test_no_other_account_on_the_host_can_read_them(tmp_path):
    init(tmp_path)
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700


def test_the_settings_name_who_and_where(tmp_path):
    told = init(tmp_path)
    settings = (tmp_path / ".env").read_text().splitlines()
    assert {"DOMAIN=example.com", "DJANGO_SUPERUSER_EMAIL=you@example.com"} <= set(settings)
    assert f"PRODUCT_SLUG={SLUG}" in settings
    assert "secrets/superuser_password" in told


def test_an_existing_file_of_settings_gets_the_slug_alone(tmp_path):
    (tmp_path / ".env").write_text("DOMAIN=kept.example")
    init(tmp_path)
    assert (tmp_path / ".env").read_text() == f"DOMAIN=kept.example\nPRODUCT_SLUG={SLUG}\n"
    init(tmp_path)
    assert (tmp_path / ".env").read_text().count("PRODUCT_SLUG") == 1


def test_a_second_time_changes_nothing(tmp_path):
    init(tmp_path)
    before = secrets_in(tmp_path), (tmp_path / ".env").read_text()
    init(tmp_path)
    assert (secrets_in(tmp_path), (tmp_path / ".env").read_text()) == before


def test_without_a_domain_it_says_how_it_is_called():
    failed = subprocess.run([INIT], capture_output=True, text=True, check=False)
    assert failed.returncode
    assert "docker/production/init example.com you@example.com" in failed.stderr


@pytest.fixture
def web(tmp_path):
    """Return what a web container would run, in a machine of any size."""
    for name, line in {"python": "true", "nproc": "echo 64", "gunicorn": "env"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{line}\n")
        (tmp_path / name).chmod(0o755)
    path = os.pathsep.join((str(tmp_path), os.environ["PATH"]))

    def start(**env):
        command = [ROOT / "docker/production/django/start-web"]
        told = subprocess.run(
            command, env={"PATH": path, **env}, check=True, capture_output=True, text=True
        )
        return dict(line.split("=", 1) for line in told.stdout.splitlines())["WEB_CONCURRENCY"]

    return start


@pytest.mark.parametrize(
    ("cores", "processes"), [("0.5", "1"), (".5", "1"), ("1.0", "3"), ("2", "5"), ("4.5", "9")]
)
def test_web_processes_go_by_the_cores_of_their_container(web, cores, processes):
    assert web(DJANGO_CPUS=cores) == processes


def test_without_a_limit_they_go_by_those_of_the_machine(web):
    assert web() == "129"


def test_a_number_of_web_processes_that_is_given_holds(web):
    assert web(WEB_CONCURRENCY="7", DJANGO_CPUS="2") == "7"


def test_the_broker_takes_the_place_of_its_script_and_is_told_all_in_private(tmp_path):
    (tmp_path / "docker-entrypoint.sh").write_text('#!/bin/sh\necho "$$ $*"\ncat\n')
    (tmp_path / "docker-entrypoint.sh").chmod(0o755)
    (tmp_path / "redis.conf").write_text("appendonly yes\n")
    (tmp_path / "redis_password").write_text("p$(w)`#")
    script = (ROOT / "docker/production/redis/start").read_text()
    for folder in ("/etc/redis/", "/run/secrets/"):
        script = script.replace(folder, f"{tmp_path}/")
    path = os.pathsep.join((str(tmp_path), os.environ["PATH"]))
    with subprocess.Popen(
        ["sh", "-c", script], env={"PATH": path}, stdout=subprocess.PIPE, text=True
    ) as started:
        told, _ = started.communicate()
    assert told.splitlines() == [
        f"{started.pid} redis-server -",
        "appendonly yes",
        "requirepass p$(w)`#",
    ]
