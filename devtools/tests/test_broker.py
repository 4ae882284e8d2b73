import asyncio

import pytest

from devtools.broker import broker_services, broker_urls, socket_path
from devtools.errors import DevError
from devtools.probes import answers_ping


def test_a_broker_of_the_user_is_not_started_but_must_answer(state):
    env = {"REDIS_URL": f"unix://{state.root}/missing.sock"}
    with pytest.raises(DevError, match="Nothing answers at REDIS_URL"):
        broker_services(state, env)


def test_the_embedded_broker_answers_and_goes_with_its_socket(supervised, state):
    async def scenario(supervisor):
        await supervisor.start(*broker_services(state, broker_urls(state, {})))
        assert await asyncio.to_thread(answers_ping, socket_path(state))

    supervised(scenario)
    assert not answers_ping(socket_path(state))
