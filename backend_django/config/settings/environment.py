"""Where the project lies, and the one reader of the environment."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[2]  # backend_django
ROOT = BASE_DIR.parent
VAR = ROOT / "var"

env = environ.Env()
env.read_env(ROOT / ".env")
