"""Entered by python -m longhaul_client."""

import sys

from .cli import main

sys.exit(main())
