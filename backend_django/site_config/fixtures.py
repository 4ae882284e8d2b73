"""Fixtures that are loaded once, so that users may change or delete what they contain."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from site_config.models import SetupFlag


def load_once(*, development: bool = False) -> list[str]:
    """Load the fixtures that this database has not had; return their names.

    `initial_*.json` are for every system, `dev_*.json` for development only.
    """
    kinds = ("initial_*.json", *["dev_*.json"] * development)
    paths = [path for kind in kinds for path in sorted(fixtures_folder().glob(kind))]
    return [path.stem for path in paths if _load(path)]


def fixtures_folder() -> Path:
    return Path(settings.FIXTURE_DIRS[0])


@transaction.atomic
def _load(path: Path) -> bool:
    _, is_new = SetupFlag.objects.get_or_create(name=path.stem)
    if is_new:
        call_command("loaddata", str(path), verbosity=0)
    return is_new
