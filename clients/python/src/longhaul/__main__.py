"""Entered by python -m longhaul."""

import sys

from .cli import main

sys.exit(main())
