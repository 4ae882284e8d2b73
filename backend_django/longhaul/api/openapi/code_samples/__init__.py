"""The same request in curl, Python and JavaScript, for every operation of the OpenAPI document."""

from typing import Any

from longhaul.api.openapi.code_samples import curl, javascript, python
from longhaul.api.openapi.code_samples.sample import read_sample

WRITERS = {"Shell": curl.write, "Python": python.write, "JavaScript": javascript.write}


def add_code_samples(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add `x-codeSamples`, which ReDoc shows. A post-processing hook of drf-spectacular."""
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            sample = read_sample(method, path, operation, result)
            operation["x-codeSamples"] = [
                {"lang": language, "source": write(sample)} for language, write in WRITERS.items()
            ]
    return result
