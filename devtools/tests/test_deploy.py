"""docker/production/deploy, with a Docker that is none."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from devtools.paths import ROOT

NOTHING = "nothing of that name"
HAPPENINGS = ("fails", "killed_at", "sick", "slow", "crashing")
SERVICES = (
    "django",
    "celeryworker",
    "celeryworker-quick",
    "celeryworker-low",
    "celerybeat",
    "flower",
)


class Server:
    """A folder with two containers of each service, and what the proxy was told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for service in SERVICES:
            (folder / "containers" / service).mkdir(parents=True)
            for number in (1, 2):
                (folder / "containers" / service / f"old-{service}-{number}").touch()
        (folder / ".env").write_text("VERSION=1.0.0\n")
        commands = folder / "bin"
        commands.mkdir()
        shutil.copy(Path(__file__).with_name("fake_docker"), commands / "docker")
        (commands / "sleep").write_text('#!/bin/sh\necho "$1" >> "$FAKE/slept"\n')
        (commands / "sleep").chmod(0o755)

    def deploy(self, **happens):
        """Deploy while something happens; what, fake_docker says."""
        env = os.environ | {
            "PATH": os.pathsep.join((str(self.folder / "bin"), os.environ["PATH"])),
            "COMPOSE_ENV_FILES": str(self.folder / ".env"),
            "FAKE": str(self.folder),
            "DEPLOY_PATIENCE": "3",
        }
        env |= {name.upper(): happens.get(name, NOTHING) for name in HAPPENINGS}
        command = [ROOT / "docker/production/deploy", "1.1.0"]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    def containers(self, service):
        """Return their kinds: old or new."""
        found = (self.folder / "containers" / service).iterdir()
        return sorted(path.name.partition("-")[0] for path in found)

    @property
    def led(self):
        """Return to which kind of containers the proxy was led, one after the other."""
        lines = (self.folder / "led").read_text().splitlines()
        return [" ".join(word.partition("-")[0] for word in line.split()) for line in lines]

    @property
    def waited(self):
        """Return for how many seconds containers were waited for."""
        return (self.folder / "slept").read_text().splitlines().count("1")

    @property
    def version(self):
        return (self.folder / ".env").read_text().strip()


@pytest.fixture
def server(tmp_path):
    return Server(tmp_path)


def test_every_service_is_replaced(server):
    assert server.deploy().stdout == "Version 1.1.0 runs.\n"
    assert [server.containers(service) for service in SERVICES] == [["new", "new"]] * len(SERVICES)
    assert server.version == "VERSION=1.1.0"


def test_the_proxy_knows_the_old_ones_alone_until_the_new_ones_are_healthy(server):
    server.deploy()
    assert server.led[:3] == ["old old", "new new", ""]


@pytest.mark.parametrize("service", SERVICES)
def test_what_does_not_become_healthy_goes_again(server, service):
    failed = server.deploy(fails=f"--scale {service}=")
    assert failed.returncode
    assert f"the new {service} is not healthy" in failed.stderr
    assert server.containers(service) == ["old", "old"]
    assert server.version == "VERSION=1.0.0"
    assert server.led[-1] == ""


def test_nothing_is_sent_to_what_docker_does_not_call_healthy(server):
    failed = server.deploy(sick="new-")
    assert "the new django is not healthy" in failed.stderr
    assert server.containers("django") == ["old", "old"]
    assert server.led == ["old old", ""]
    assert server.waited == 3


def test_one_that_takes_its_time_is_waited_for(server):
    assert server.deploy(slow="new-").stdout == "Version 1.1.0 runs.\n"
    assert server.waited == 2


def test_one_that_ends_is_not_waited_for(server):
    failed = server.deploy(crashing="new-")
    assert "the new django is not healthy" in failed.stderr
    assert server.containers("django") == ["old", "old"]
    assert server.waited == 0


def test_sick_ones_are_replaced(server):
    assert server.deploy(sick="old-").stdout == "Version 1.1.0 runs.\n"
    assert server.containers("django") == ["new", "new"]


def test_without_a_web_server_it_says_how_to_start_one(server):
    for container in (server.folder / "containers" / "django").iterdir():
        container.unlink()
    failed = server.deploy()
    assert failed.returncode
    assert "No django runs" in failed.stderr
    assert "is not healthy" not in failed.stderr
    assert server.containers("celeryworker") == ["old", "old"]


@pytest.mark.parametrize("service", SERVICES[1:])
def test_what_was_stopped_on_purpose_stays_so(server, service):
    shutil.rmtree(server.folder / "containers" / service)
    (server.folder / "containers" / service).mkdir()
    assert server.deploy().stdout == "Version 1.1.0 runs.\n"
    assert server.containers(service) == []


@pytest.mark.parametrize("how", ["fails", "killed_at"])
@pytest.mark.parametrize("step", ["--scale django=", "inspect --format", "stop", "rm old"])
def test_wherever_it_ends_the_proxy_finds_what_runs(server, how, step):
    assert server.deploy(**{how: step}).returncode
    assert server.led[-1] == ""
    assert server.containers("django") in (["old", "old"], ["new", "new"])


def test_a_changed_caddyfile_is_loaded_once_the_new_version_serves(server):
    failed = server.deploy(fails="caddy reload")
    assert "Caddy did not reload" in failed.stderr
    assert server.containers("django") == ["new", "new"]
    assert server.containers("celeryworker") == ["old", "old"]


def test_with_a_caddyfile_that_is_wrong_nothing_begins(server):
    failed = server.deploy(fails="caddy validate")
    assert "Caddy did not validate" in failed.stderr
    assert not (server.folder / "led").exists()
