"""Nothing reveals whether an address is registered: neither the answer nor the work."""

import pytest

from longhaul.accounts.tests.api.steps import ask, log_in, register, words_of
from longhaul.api.tests.steps import PASSWORD

STATES = ["verified", "unverified", "unknown", "inactive"]
WAYS = {
    "login": lambda client, email: log_in(client, email, "wrong"),
    "registration": register,
    "reset": lambda client, email: ask(client, "password/reset", email=email),
    "resend": lambda client, email: ask(client, "registration/resend-email", email=email),
}
WORK = {"login": (1, 0), "registration": (1, 1), "reset": (0, 1), "resend": (0, 1)}


@pytest.mark.parametrize("way", WAYS)
def test_the_answer_is_the_same_for_every_address(guest, address_of, way):
    answers = [words_of(WAYS[way](guest, address_of(state))) for state in STATES]
    assert answers == [answers[0]] * len(STATES)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("state", STATES)
def test_the_work_is_the_same_for_every_address(
    guest, address_of, way, state, hashings, mailoutbox
):
    email = address_of(state)
    hashings.clear()
    WAYS[way](guest, email)
    assert (len(hashings), len(mailoutbox)) == WORK[way]


@pytest.mark.parametrize("way", ["registration", "reset", "resend"])
@pytest.mark.parametrize("state", STATES)
def test_the_mail_goes_to_the_address_that_was_asked_about(
    guest, address_of, way, state, mailoutbox
):
    WAYS[way](guest, address_of(state).upper())
    assert mailoutbox[0].to == [address_of(state)]


def test_the_right_password_of_an_unverified_account_is_as_wrong(guest, address_of):
    unverified = log_in(guest, address_of("unverified"), PASSWORD)
    assert words_of(unverified) == words_of(log_in(guest, address_of("unknown"), PASSWORD))


def test_registering_and_signing_in_reveals_nothing_either(guest, address_of):
    answers = []
    for state in STATES:
        register(guest, address_of(state), "an attacker's choice")
        tries = [log_in(guest, address_of(state), "an attacker's choice") for _ in range(6)]
        answers.append([words_of(answer) for answer in tries])
    assert answers == [answers[0]] * len(STATES)
    assert [status for status, _ in answers[0]] == [400] * 5 + [429]
