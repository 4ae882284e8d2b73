from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from longhaul.api.tests.steps import post, run
from longhaul.jobs.models import Job


def test_a_new_job_is_202_and_says_that_it_is_new(api):
    response = post(api, "once")
    assert (response.status_code, response.json()["deduplicated"]) == (202, False)


def test_the_same_work_again_is_200_with_the_job_that_does_it(api):
    first, second = post(api, "once"), post(api, "once")
    assert (second.status_code, second.json()["deduplicated"]) == (200, True)
    assert second.json()["id"] == first.json()["id"]
    assert second["Location"] == first["Location"]
    assert second["Retry-After"]


def test_once_it_has_ended_the_same_work_is_a_new_job(api):
    run(post(api, "once").json())
    assert post(api, "once").status_code == 202


def test_50_parallel_requests_are_answered_with_one_job(user, client_of):
    clients = [client_of(user) for _ in range(50)]

    def ask(client):
        response = post(client, "once")
        connection.close()
        return response

    with ThreadPoolExecutor(50) as pool:
        responses = list(pool.map(ask, clients))
    codes = sorted(response.status_code for response in responses)
    assert codes == [200] * 49 + [202]
    assert {response.json()["id"] for response in responses} == {str(Job.objects.get().pk)}


def test_a_retry_while_another_job_does_the_same_work_is_409(api):
    first = post(api, "once").json()
    api.post(first["links"]["cancel"])
    post(api, "once")
    response = api.post(first["links"]["retry"])
    assert (response.status_code, response.json()["code"]) == (409, "duplicate")
    assert "another of your jobs" in response.json()["detail"]
