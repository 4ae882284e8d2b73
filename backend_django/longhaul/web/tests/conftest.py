import json

import pytest
from django_vite.core.asset_loader import DjangoViteAssetLoader  # type: ignore[import-untyped]


@pytest.fixture
def built_page(settings, tmp_path, monkeypatch):
    """Let the page be built: the loader reads its manifest once a process."""
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"src/main.ts": {"file": "assets/main.js", "isEntry": True}}))
    settings.DJANGO_VITE = {"default": {"manifest_path": manifest, "static_url_prefix": "vue"}}
    monkeypatch.setattr(DjangoViteAssetLoader, "_instance", None)
