from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from longhaul.jobs.models import Job, Worker
from longhaul.jobs.services import cancel
from longhaul.jobs.transitions import extend_lease, fail_by_operator
from longhaul.operations.admin import base as capped
from longhaul.operations.admin.jobs import JobAdmin
from longhaul.run import Progress
from longhaul.tests.kernel import claimed, create, create_copy, fresh, run
from users.models import User

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/admin/jobs/job/"


@pytest.fixture
def staff(transactional_db):
    """Return a browser in which an administrator is signed in."""
    browser = Client()
    browser.force_login(User.objects.create_superuser("root@example.com", "x"))
    return browser


@pytest.fixture
def onlooker(transactional_db):
    """Return a browser of a user who may see jobs, but not act."""
    user = User.objects.create_user("eve@example.com", "x", is_staff=True)
    jobs = ContentType.objects.get_for_model(Job)
    view, _ = Permission.objects.get_or_create(codename="view_job", content_type=jobs)
    user.user_permissions.add(view)
    browser = Client()
    browser.force_login(user)
    return browser


def act(browser, action, *jobs, **more):
    chosen = {"action": action, "_selected_action": [str(job.pk) for job in jobs]}
    return browser.post(LIST, chosen | more, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def found(browser, **query):
    return [job.pk for job in browser.get(LIST, query).context["cl"].result_list]


def test_the_list_shows_jobs_with_their_state_and_progress(staff, user):
    progress = Progress(current=1, total=3)
    extend_lease(claimed(create("echo", user)), timedelta(minutes=1), progress)
    page = staff.get(LIST).content.decode()
    assert 'class="job-badge is-processing">running' in page
    assert '<progress value="33" max="100">' in page


@pytest.mark.parametrize("address", [LIST, "/admin/jobs/worker/", "/admin/users/user/"])
def test_a_list_costs_the_same_however_long_it_is(staff, user, address):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(address).status_code == 200
        return len(queries)

    fill(user, 1)
    before = cost()
    fill(user, 20)
    assert cost() == before


def fill(user, count):
    number = User.objects.count()
    owners = [User.objects.create_user(f"{number + n}@x.org") for n in range(count)]
    for owner in owners:
        create("echo", owner)
        Worker.objects.create(name=owner.email, seen_at=timezone.now(), release="1")


def test_the_list_counts_up_to_a_limit(staff, user, monkeypatch):
    monkeypatch.setattr(capped, "COUNTED_TO", 3)
    monkeypatch.setattr(JobAdmin, "list_per_page", 2)
    for _ in range(5):
        create("echo", user)
    with CaptureQueriesContext(connection) as queries:
        page = staff.get(LIST, {"p": 2}).context["cl"]
    assert (page.result_count, len(page.result_list)) == (3, 1)
    counts = [query["sql"] for query in queries if "COUNT(" in query["sql"]]
    assert counts
    assert all("LIMIT 3" in sql for sql in counts)


@pytest.mark.parametrize(
    "query",
    [
        {"status__exact": "failed"},
        {"feature": "script"},
        {"queue": "high"},
        {"q": "bob@"},
        {"q": "invoice march"},
        {"created_at__gte": "2999-01-01 00:00:00+00:00"},
    ],
)
def test_a_job_is_found_by(staff, user, other, query):
    create("echo", user)
    wanted = create("script", other)
    Job.objects.filter(pk=wanted.pk).update(
        queue="high", title="March invoice", created_at="3000-01-01T00:00Z"
    )
    fail_by_operator(fresh(wanted))
    assert found(staff, **query) == [wanted.pk]


@pytest.mark.parametrize("shape", [str, lambda key: key.hex, lambda key: str(key)[:30]])
def test_a_job_is_found_by_its_id(staff, user, shape):
    job = create("echo", user)
    create("echo", user)
    assert found(staff, q=shape(job.pk)) == [job.pk]


def test_jobs_of_removed_features_are_found(staff, user):
    create("echo", user)
    left = create("script", user)
    Job.objects.filter(pk=left.pk).update(feature="retired")
    assert found(staff, feature="-") == [left.pk]


@pytest.mark.parametrize("query", [{"q": "%_'"}, {"status__exact": "odd"}, {"feature": "odd"}])
def test_odd_questions_find_nothing(staff, user, query):
    create("echo", user)
    assert found(staff, **query) == []


def test_a_page_shows_everything_about_a_job(staff, user, settings):
    settings.FLOWER_URL = "http://flower.example/"
    job = run(create_copy(user))
    page = staff.get(f"{LIST}{job.pk}/change/").content.decode()
    size = f"{job.result.size} bytes, of attempt 1"
    flower = f"http://flower.example/task/{job.celery_task_id}"
    for word in (str(job.pk), "1 of 3", size, "hello.txt", "copy.txt", flower, "&quot;upper&quot;"):
        assert word in page
    assert 'name="title"' not in page  # nothing to type into


def test_an_action_reports_how_many_it_skipped_and_why(staff, user):
    waiting, completed = create("echo", user), run(create("echo", user))
    response = act(staff, "cancel_jobs", waiting, completed)
    assert said(response) == [
        "1 job was cancelled or asked to stop.",
        "1 job was skipped: 1 completed.",
    ]
    assert fresh(waiting).status == "cancelled"


def test_jobs_are_failed_and_restarted(staff, user):
    jobs = [create("echo", user), claimed(create("echo", user))]
    assert said(act(staff, "fail_jobs", *jobs)) == ["2 jobs were failed."]
    assert {fresh(job).error_code for job in jobs} == {"failed_by_operator"}
    assert said(act(staff, "retry_jobs", *jobs)) == ["2 jobs were restarted."]
    assert {fresh(job).status for job in jobs} == {"pending"}


def test_an_action_is_recorded_with_the_user(staff, user):
    job = create("echo", user)
    act(staff, "fail_jobs", job)
    entry = LogEntry.objects.get()
    assert (entry.object_id, entry.change_message, entry.user.email) == (
        str(job.pk),
        "Failed",
        "root@example.com",
    )


def test_jobs_are_deleted_with_their_files_once_that_is_confirmed(staff, user):
    job = run(create_copy(user))
    path = job.files.first().file.path
    act(staff, "delete_selected", job)
    assert Job.objects.exists()
    act(staff, "delete_selected", job, post="yes")
    assert not Job.objects.exists()
    assert not Path(path).exists()


@pytest.mark.parametrize(
    ("verb", "status"), [("cancel", "cancelled"), ("fail", "failed"), ("retry", "pending")]
)
def test_a_button_acts_on_one_job_after_a_question(staff, user, verb, status):
    job = create("echo", user)
    if verb == "retry":
        cancel(job)
    before, button = fresh(job).status, f"{LIST}{job.pk}/{verb}/"
    assert b"this job" in staff.get(button).content
    assert fresh(job).status == before
    response = staff.post(button, {"_form_submitted": "on"})
    assert response["HX-Redirect"] == f"{LIST}{job.pk}/change/"
    assert fresh(job).status == status


def test_a_user_with_view_permission_only_cannot_act(onlooker, user):
    job = create("echo", user)
    assert onlooker.get(LIST).status_code == 200
    act(onlooker, "fail_jobs", job)
    assert onlooker.post(f"{LIST}{job.pk}/fail/", {"_form_submitted": "on"}).status_code == 403
    assert fresh(job).status == "pending"


@pytest.mark.parametrize("key", ["abc", "01a21226-dc49-73bf-bc1e-1620f992e5c4"])
def test_an_unknown_job_is_no_error(staff, key):
    assert staff.get(f"{LIST}{key}/change/", follow=True).status_code == 200  # the first page
    assert staff.post(f"{LIST}{key}/fail/", {"_form_submitted": "on"}).status_code == 404


@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        ("waiting", ["cancel", "fail"]),
        ("asked to stop", ["fail"]),
        ("failed", ["retry"]),
        ("completed", []),
    ],
)
def test_a_page_offers_what_can_be_done(staff, user, state, buttons):
    job = create("echo", user)
    match state:
        case "asked to stop":
            claimed(job)
            cancel(job)
        case "failed":
            fail_by_operator(job)
        case "completed":
            run(job)
    page = staff.get(f"{LIST}{job.pk}/change/").content.decode()
    shown = [verb for verb in ("cancel", "retry", "fail") if f"{LIST}{job.pk}/{verb}/" in page]
    assert shown == buttons


def test_a_job_cannot_be_added_or_edited(staff, user):
    job = create("echo", user)
    assert staff.get(f"{LIST}add/").status_code == 403
    assert staff.post(f"{LIST}{job.pk}/change/", {"title": "x"}).status_code == 403


def test_deleting_a_user_deletes_jobs_and_files(staff, user):
    run(create_copy(user))
    page = staff.get(f"/admin/users/user/{user.pk}/delete/").content.decode()
    assert "Jobs, with results and files: 1" in page
    staff.post(f"/admin/users/user/{user.pk}/delete/", {"post": "yes"})
    assert not Job.objects.exists()
    assert not User.objects.filter(pk=user.pk).exists()


def test_a_worker_is_shown_with_its_state(staff):
    now = timezone.now()
    Worker.objects.create(name="a@host", seen_at=now, release="1", queues=["high"])
    Worker.objects.create(name="b@host", seen_at=now - timedelta(hours=2), release="1")
    page = staff.get("/admin/jobs/worker/").content.decode()
    for word in ("a@host", "Alive", "high", "b@host", "Silent"):
        assert word.lower() in page.lower()
    assert staff.get("/admin/jobs/worker/a@host/change/").status_code == 200


def test_the_first_page_shows_faults_and_queues(staff, user, empty_broker):
    Job.objects.filter(pk=create("echo", user).pk).update(available_at=Now() - timedelta(hours=2))
    page = staff.get("/admin/").content.decode()
    assert "No worker has been seen lately" in page
    assert "due for 2" in page


PAGES = [
    *("users/user", "accounts/token", "auth/group", "account/emailaddress", "axes/accessattempt"),
    *(f"django_celery_beat/{name}schedule" for name in ("interval", "crontab", "clocked")),
    "django_celery_beat/periodictask",
]


@pytest.mark.parametrize("page", PAGES)
def test_every_other_list_opens(staff, page):
    assert staff.get(f"/admin/{page}/").status_code == 200


@pytest.mark.parametrize("page", ["users/user", "auth/group", "django_celery_beat/periodictask"])
def test_every_form_opens(staff, page):
    assert staff.get(f"/admin/{page}/add/").status_code == 200
