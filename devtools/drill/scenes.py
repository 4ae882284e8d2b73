"""The scenes of the drill, in the order in which they are played."""

import hashlib
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from devtools.drill.ledger import Ledger
from devtools.drill.stack import ADMIN, FIRST, IMAGE, SCRIPTS, SECOND, SICK, TOO_LARGE, Stack
from devtools.drill.traffic import POLLERS, Traffic, at_once
from devtools.drill.visitor import Visitor
from devtools.product import NAME

JOB_SECONDS = 900.0  # of a slow machine
RENDER = (
    "from django.test import Client; from django.conf import settings; "
    "host = settings.ALLOWED_HOSTS[0]; "
    "print(Client().get('/', headers={'Host': host}, secure=True).content.decode())"
)


@dataclass
class Drill:
    """One stack, a client that uses it, and what was observed."""

    stack: Stack
    ledger: Ledger
    jobs: int

    def play(self) -> None:
        for scene in (
            self.build, self.begin, self.enter, self.work, self.configure,
            self.fail_to_upgrade, self.upgrade, self.lose_a_worker, self.lose_the_database,
        ):  # fmt: skip
            with self.ledger.scene((scene.__doc__ or "").rstrip(".")):
                scene()

    def build(self) -> None:
        """Build two versions."""
        for version in (FIRST, SECOND):
            self.stack.compose("build", VERSION=version)
        image = f"{IMAGE}:{FIRST}"
        words = ("docker", "run", "--rm", "--entrypoint", "sh", image, "-c")
        tools = self.stack.run(*words, "command -v gcc cc make node npm || true").split()
        self.ledger.check("neither a compiler nor Node is in the image", not tools, tools or "")
        user = self.stack.run(*words, "id -u").strip()
        self.ledger.check("it runs as a user that no host has", int(user) > 10_000, user)
        base = self.size("python:3.13-slim-bookworm")
        added = (self.size(image) - base) // 10**6
        self.ledger.check("what it adds to its base is below 400 MB", added < 400, f"{added} MB")

    def size(self, image: str) -> int:
        return int(self.stack.run("docker", "image", "inspect", "--format", "{{.Size}}", image))

    def begin(self) -> None:
        """Start everything."""
        self.stack.start()
        states = self.stack.compose("ps", "--all", "--format", "{{.Health}}").split()
        self.ledger.check("every container is healthy", set(states) == {"healthy"}, len(states))
        certificate = self.stack.certificate()
        self.visitor = Visitor(self.stack.address, certificate)
        self.guest = Visitor(self.stack.address, certificate)

    def enter(self) -> None:
        """Come in by the door."""
        check = self.ledger.check
        plain = Visitor(f"http://localhost:{self.stack.http_port}", self.stack.certificate())
        answer = plain.get("/jobs")
        location = answer.headers.get("Location", "")
        check("HTTP leads to HTTPS", location.startswith("https://"), answer.status_code)
        page = self.guest.get("/")
        check("browsers are told to stay there", "Strict-Transport-Security" in page.headers)
        check("the page is compressed", page.headers.get("Content-Encoding") in ("gzip", "zstd"))
        check("the build tells its version", self.version() == FIRST, self.version())
        check("a guest does not see Flower", self.guest.get("/flower/").status_code == 302)
        password = self.stack.secret("superuser_password")
        self.visitor.sign_in(ADMIN, password)
        self.guest.open_session(ADMIN, password)
        flower = self.guest.get("/flower/")
        check("staff do", flower.status_code == 200 and "Flower" in flower.text)
        big = self.visitor.create(bytes(TOO_LARGE))
        check("too large a request is refused", big.status_code == 413, big.status_code)
        check("with a document that says so", big.json()["code"] == "too_large")

    def version(self) -> str:
        return str(self.guest.get("/api/v1/version-info/").json()["version"])

    def work(self) -> None:
        """Run a job, and fetch a file of its result."""
        job = self.visitor.start()
        ended = self.visitor.wait(job, seconds=JOB_SECONDS)
        self.ledger.check("it completes", ended["status"] == "completed", ended["status"])
        for path in list(ended["links"]["downloads"].values())[:1]:
            self.fetch(path)

    def fetch(self, path: str) -> None:
        """Look at how the proxy sends a file."""
        check, get = self.ledger.check, self.visitor.get
        whole = get(path)
        digest = hashlib.sha256(whole.content).hexdigest()
        check("the file is whole", whole.headers["ETag"] == f'"{digest}"', len(whole.content))
        check("with its name", "attachment" in whole.headers["Content-Disposition"])
        check("the proxy keeps to itself where it lies", "X-Accel-Redirect" not in whole.headers)
        part = get(path, Range="bytes=10-19")
        check("a part of it is 206", part.status_code == 206, part.headers.get("Content-Range"))
        check("the right part", part.content == whole.content[10:20])
        known = get(path, **{"If-None-Match": whole.headers["ETag"]})
        check("known already, it is 304", known.status_code == 304, known.status_code)
        other = get(path, **{"If-Range": '"another"', "Range": "bytes=10-19"})
        check("a part of another version is the whole", other.status_code == 200)
        check("a stranger gets nothing", Visitor.get(self.stranger(), path).status_code == 401)

    def stranger(self) -> Visitor:
        return Visitor(self.stack.address, self.stack.certificate())

    def configure(self) -> None:
        """Start one image with other values."""
        words = ("run", "--rm", "--no-deps", "--no-TTY")
        values = (
            "--env", "PRODUCT_NAME=Elsewhere",
            "--env", "API_ROOT=/behind",
            "--env", "STATIC_URL=https://cdn.example.com/",
        )  # fmt: skip
        command = ("django", "python", "-c", f"import django; django.setup(); {RENDER}")
        here = self.stack.compose(*words, *command)
        there = self.stack.compose(*words, *values, *command)
        self.ledger.check("the page has the title of its system", f"<title>{NAME}<" in here)
        self.ledger.check("another system has its own", "<title>Elsewhere<" in there)
        self.ledger.check("its own API", '"apiRoot": "/behind"' in there)
        self.ledger.check("its own place of static files", "https://cdn.example.com/vue/" in there)

    def fail_to_upgrade(self) -> None:
        """Deploy a version that never becomes healthy, while visitors ask."""
        check = self.ledger.check
        self.stack.build_sick()
        before = self.stack.containers("django")
        with Traffic(self.visitor, at_once(self.visitor.start, POLLERS)) as traffic:
            told = self.stack.failure(SCRIPTS / "deploy", SICK, DEPLOY_PATIENCE="30")
        check("the deployment fails", "the new django is not healthy" in told)
        check(f"0 of {traffic.answers.total()} requests fail", *none(traffic.failures))
        check("the first version stays", self.stack.containers("django") == before)

    def upgrade(self) -> None:
        """Deploy the second version while jobs are in flight and visitors ask."""
        check = self.ledger.check
        jobs = at_once(self.visitor.start, self.jobs)
        check("all jobs are accepted", len(jobs) == self.jobs, len(jobs))
        with Traffic(self.visitor, jobs) as traffic:
            self.stack.run(SCRIPTS / "deploy", SECOND)
        check(f"0 of {traffic.answers.total()} requests fail", *none(traffic.failures))
        check("the second version answers", self.version() == SECOND, self.version())
        deployed = self.stack.compose("ps", "--quiet")
        self.stack.start()
        check("another start leaves it alone", self.stack.compose("ps", "--quiet") == deployed)
        every = [*traffic.ended, *traffic.in_flight]
        ends = [self.visitor.wait(job, seconds=JOB_SECONDS)["status"] for job in every]
        check(f"0 of {len(every)} jobs are lost", *none(end for end in ends if end != "completed"))

    def lose_a_worker(self) -> None:
        """Kill a worker in the middle of a job."""
        job = self.visitor.start()
        self.visitor.wait(job, seconds=JOB_SECONDS, running=True)
        self.stack.compose("exec", "--no-TTY", "celeryworker", "sh", "-c", "kill -KILL -1 || true")
        ended = self.visitor.wait(job, seconds=JOB_SECONDS)
        told = f"attempt {ended['attempt']}"
        self.ledger.check("another attempt completes", ended["status"] == "completed", told)
        [worker] = self.stack.containers("celeryworker")
        words = ("docker", "inspect", "--format", "{{.RestartCount}}", worker)
        restarts = int(self.stack.run(*words))
        self.ledger.check("the container came back by itself", restarts >= 1, restarts)

    def lose_the_database(self) -> None:
        """Restore a backup into an empty database."""
        compose = self.stack.compose
        before = self.visitor.jobs()
        backup = compose("exec", "--no-TTY", "postgres", "backup").split()[-1]
        listed = compose("exec", "--no-TTY", "postgres", "backups")
        self.ledger.check("the backup is listed", backup in listed, backup)
        inside = ("docker", "compose", "exec", "--no-TTY", "postgres")
        self.stack.run(*inside, "sh", "-c", f"head -c 4000 /backups/{backup} > /backups/half.dump")
        told = self.stack.failure(*inside, "restore", "half.dump")
        self.ledger.check("half a backup is not restored", "the database is as it was" in told)
        self.ledger.check("and the jobs are still there", self.visitor.jobs() == before)
        compose("rm", "--stop", "--force", "postgres")
        self.stack.run(
            "docker", "volume", "rm", f"{self.stack.env['COMPOSE_PROJECT_NAME']}_postgres"
        )
        compose("up", "--detach", "--wait", "postgres")
        compose("exec", "--no-TTY", "postgres", "restore", backup)
        self.come_back()
        after = self.visitor.jobs()
        self.ledger.check("the jobs are there again", after == before, len(after))
        ended = self.visitor.wait(self.visitor.start(), seconds=JOB_SECONDS)
        self.ledger.check("and a new one completes", ended["status"] == "completed")

    def come_back(self) -> None:
        """Wait until the web servers have noticed that their database is back."""
        until = time.monotonic() + JOB_SECONDS
        while self.visitor.get("/api/v1/jobs/").is_error and time.monotonic() < until:
            time.sleep(1)


def none(found: Iterable[str]) -> tuple[bool, object]:
    """Tell that nothing was found, or what was, and how often."""
    counted = Counter(found)
    return not counted, dict(counted.most_common(3)) or ""
