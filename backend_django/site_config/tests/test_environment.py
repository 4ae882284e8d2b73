import re
from pathlib import Path

from django.conf import settings

CONFIG = Path(settings.ROOT) / "backend_django" / "config"
READ = re.compile(r"""\b(?:env\.\w+|os\.environ\.get)\(\s*"([A-Z_]+)\"""")
NAMED = re.compile(r"^#? ?([A-Z_]+)=", re.MULTILINE)


def test_every_variable_that_the_settings_read_is_documented():
    code = "\n".join(path.read_text() for path in CONFIG.rglob("*.py"))
    read = set(READ.findall(code))
    documented = set(NAMED.findall((settings.ROOT / ".env.example").read_text()))
    assert {"DJANGO_SECRET_KEY", "WEB_THREADS"} <= read
    assert read - documented == set()
