from datetime import timedelta

import pytest
from celery import current_app
from django.utils import timezone

from longhaul.accounts.models import Session, Token
from longhaul.accounts.tasks import prune

pytestmark = pytest.mark.django_db


def test_a_session_knows_whose_it_is(client, user):
    client.force_login(user, "longhaul.accounts.sign_in.EmailBackend")
    assert Session.objects.get().user == user


def test_a_session_of_nobody_is_nobodys(client):
    session = client.session
    session["x"] = 1
    session.save()
    assert Session.objects.get().user is None


def test_the_session_of_a_removed_user_goes_too(client, user):
    client.force_login(user, "longhaul.accounts.sign_in.EmailBackend")
    user.delete()
    assert not Session.objects.exists()


def test_the_model_knows_its_store(client, user):
    client.force_login(user, "longhaul.accounts.sign_in.EmailBackend")
    assert Session.objects.get().get_decoded()["_auth_user_id"] == str(user.pk)


def test_the_task_is_known_and_scheduled(settings):
    current_app.loader.import_default_modules()
    assert "users.prune" in current_app.tasks
    assert "users.prune" in [entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()]


def test_what_is_over_is_removed(client, user):
    client.force_login(user, "longhaul.accounts.sign_in.EmailBackend")
    past, future = (timezone.now() + timedelta(days=days) for days in (-1, 1))
    for expires_at in (past, future, None):
        Token.objects.issue(user, "x", expires_at=expires_at)
    prune()
    assert (Token.objects.count(), Session.objects.count()) == (2, 1)
    Session.objects.update(expire_date=past)
    prune()
    assert not Session.objects.exists()
