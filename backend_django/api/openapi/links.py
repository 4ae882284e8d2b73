"""Links in the OpenAPI document: what may follow the creation of a job."""

from typing import Any

FOLLOWING = ("status", "results", "cancel", "retry", "repeat", "delete")


def add_links(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say that create's `id` is that of the job's other operations. A post-processing hook."""
    known = {
        operation["operationId"]: operation
        for methods in result["paths"].values()
        for operation in methods.values()
    }
    for name, operation in known.items():
        feature, _, verb = name.rpartition("_")
        if verb == "create" and "202" in operation["responses"]:
            others = [f"{feature}_{verb}" for verb in FOLLOWING]
            others += [other for other in known if other.startswith(f"{feature}_download_")]
            links = {
                other: {"operationId": other, "parameters": {"id": "$response.body#/id"}}
                for other in others
                if other in known
            }
            for status in ("200", "202"):
                operation["responses"][status]["links"] = links
    return result
