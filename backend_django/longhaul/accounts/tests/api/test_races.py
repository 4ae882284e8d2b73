from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from rest_framework.test import APIClient

from longhaul.accounts.tests.api.steps import ask, register
from longhaul.api.tests.steps import PASSWORD
from users.models import User

TOGETHER = 8


def at_once(act):
    """Let several do the same at the same moment; return the statuses that they got."""

    def alone(number):
        try:
            return act(number).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(alone, range(TOGETHER)))


def test_one_address_registered_many_times_at_once_is_one_account(transactional_db):
    assert at_once(lambda _: register(APIClient(), "new@example.com")) == [201] * TOGETHER
    assert User.objects.get().emailaddress_set.count() == 1


def test_many_changes_of_address_at_once_leave_one(verified, client_of):
    clients = [client_of(verified) for _ in range(TOGETHER)]
    body = {"email": "new@example.com", "password": PASSWORD}
    assert at_once(lambda number: ask(clients[number], "email", **body)) == [202] * TOGETHER
    assert verified.emailaddress_set.count() == 2


def test_an_account_removed_many_times_at_once_is_gone(verified, client_of):
    clients = [client_of(verified) for _ in range(TOGETHER)]
    answers = at_once(lambda number: ask(clients[number], "user", "delete", password=PASSWORD))
    assert set(answers) <= {204, 400, 401}
    assert not User.objects.exists()
