"""Periodic clean-up of accounts; Celery beat calls it."""

import logging

from celery import shared_task
from django.utils import timezone

from longhaul.accounts.models import Session, Token
from longhaul.database import delete_in_batches

logger = logging.getLogger(__name__)


@shared_task(name="accounts.prune")
def prune() -> None:
    """Delete expired tokens and sessions."""
    tokens = delete_in_batches(Token.objects.expired())
    sessions = delete_in_batches(Session.objects.filter(expire_date__lt=timezone.now()))
    logger.info("pruned %d tokens, %d sessions", tokens, sessions)
