"""Rate limits by scope: counted in Redis, one round trip per request.

Without Redis nothing is counted and no request is refused: one outage must not cause another.
"""

import logging
import math
import time
from functools import cache
from typing import Any

from django.conf import settings
from limits import RateLimitItem, parse
from limits.storage import RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from redis import ConnectionPool, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from longhaul.api.problems import Problem
from longhaul.jobs import broker
from longhaul.jobs.broker import CircuitBreaker

logger = logging.getLogger(__name__)

ANY_OTHER = "other"
TIMEOUT_SECONDS = 0.1
# Apart from that of `dispatch`: a slow counter is no reason to stop publishing for a while.
breaker = CircuitBreaker()


class ScopedThrottle(BaseThrottle):
    """Count a request under its view's `throttle_scope`, per user, or per address for a guest."""

    def allow_request(self, request: Request, view: Any) -> bool:
        """Count this request.

        Raises:
            Problem: 429, it is beyond the rate of its scope.
        """
        if breaker.is_open or broker.breaker.is_open:
            return True
        scope = scope_of(view)
        try:
            self._count(get_rate(scope), scope, self.get_ident_of(request))
        except RedisError as error:
            logger.warning("requests are not counted: %s", error)
            breaker.trip()
        return True

    def get_ident_of(self, request: Request) -> str:
        """Return what is counted: a user from any address, or an address."""
        key = request.user.pk
        return f"user {key}" if key else f"address {self.get_ident(request)}"

    def _count(self, rate: RateLimitItem, *identifiers: str) -> None:
        limiter = get_limiter()
        if limiter.hit(rate, *identifiers):
            return
        until = limiter.get_window_stats(rate, *identifiers).reset_time
        seconds = max(1, math.ceil(until - time.time()))
        detail = (
            f"You may ask {rate.amount} times a {rate.GRANULARITY.name} here. "
            f"Ask again in {seconds} seconds."
        )
        raise Problem("limit_exceeded", detail, headers={"Retry-After": str(seconds)})


def scope_of(view: Any) -> str:
    """Return the scope of a view's request; one that only a library knows counts as any other."""
    scope: Any = getattr(view, "throttle_scope", ANY_OTHER)
    if isinstance(scope, dict):
        scope = scope.get(view.request.method, ANY_OTHER)
    return scope if scope in settings.API_RATES else ANY_OTHER


@cache
def get_rate(scope: str) -> RateLimitItem:
    """Return a scope's rate."""
    return parse(settings.API_RATES[scope])


@cache
def get_limiter() -> SlidingWindowCounterRateLimiter:
    """Return this process's limiter, whose connections time out soon and are not retried."""
    pool = ConnectionPool.from_url(
        settings.API_COUNTERS_URL,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
    return SlidingWindowCounterRateLimiter(RedisStorage("redis://", connection_pool=pool))
