"""The engine of long-running jobs: what a product's features import.

A feature is a class with typed options, a method `process` and a typed result. Everything here can
be imported before Django's apps are ready.
"""

from longhaul.exceptions import Cancelled, InvalidInput, JobError, JobFailed, LeaseLost
from longhaul.feature import GB, KB, MB, Download, Feature, Queue, Upload
from longhaul.registry import registry
from longhaul.run import Progress, Run

__all__ = [
    "GB",
    "KB",
    "MB",
    "Cancelled",
    "Download",
    "Feature",
    "InvalidInput",
    "JobError",
    "JobFailed",
    "LeaseLost",
    "Progress",
    "Queue",
    "Run",
    "Upload",
    "registry",
]
