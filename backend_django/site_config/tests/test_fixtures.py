import json

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command

from site_config.fixtures import fixtures_folder, load_once
from site_config.models import SetupFlag

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.FIXTURE_DIRS = [tmp_path]
    for name in ("initial_team", "dev_team"):
        group = {"model": "auth.group", "fields": {"name": name, "permissions": []}}
        (tmp_path / f"{name}.json").write_text(json.dumps([group]))
    return tmp_path


def group_names():
    return set(Group.objects.values_list("name", flat=True))


def test_production_gets_the_initial_fixtures_alone(folder):
    assert load_once() == ["initial_team"]
    assert group_names() == {"initial_team"}


def test_development_gets_all(folder):
    assert load_once(development=True) == ["initial_team", "dev_team"]
    assert group_names() == {"initial_team", "dev_team"}


def test_what_was_deleted_is_not_loaded_again(folder):
    load_once()
    Group.objects.all().delete()
    assert load_once() == []
    assert not Group.objects.exists()


def test_a_fixture_that_fails_is_not_marked(folder):
    (folder / "initial_team.json").write_text('[{"model": "auth.nothing"}]')
    with pytest.raises(Exception, match="nothing"):
        load_once()
    assert not SetupFlag.objects.exists()


def test_the_projects_own_fixtures_load():
    assert "initial_operators" in load_once(development=True)
    operators = Group.objects.get(name="Operators")
    assert operators.permissions.filter(codename="view_job").exists()
    operator = get_user_model().objects.get(email="operator@example.com")
    assert not operator.has_usable_password()


def test_every_fixture_says_where_it_belongs():
    names = [path.name for path in fixtures_folder().glob("*.json")]
    assert all(name.startswith(("initial_", "dev_")) for name in names)


def test_preparing_twice_loads_once(folder, capsys):
    call_command("prepare", verbosity=0)
    call_command("prepare", verbosity=0)
    assert capsys.readouterr().out.count("Loaded initial_team.") == 1
