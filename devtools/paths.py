"""Where things are in the clone."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BACKEND = ROOT / "backend_django"
FRONTEND = ROOT / "frontend_vue"
CLIENT = ROOT / "clients" / "python"
REQUIREMENTS = BACKEND / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"


def shown(path: Path) -> str:
    """Return the path as people read it: from the top of the clone where it lies inside."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
