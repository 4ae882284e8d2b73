from pprint import pformat

from longhaul.api.openapi.code_samples.sample import SESSION, Answer, Identity, Sample

WIDTH = 88
# In an f-string.
VARIABLE = "{os.environ['{}']}"
SERVER = VARIABLE.replace("{}", "LONGHAUL_URL")


def write(sample: Sample) -> str:
    """Write a request with httpx."""
    arguments = [f'"{sample.method}"', _address(sample), *_headers(sample), *_content(sample)]
    call = "".join(f"    {argument},\n" for argument in arguments)
    return "\n".join(
        [
            "import os",
            "",
            "import httpx",
            "",
            *_start(sample),
            f"answer = {_client(sample)}.request(\n{call})",
            "answer.raise_for_status()",
            *_end(sample),
        ]
    )


def _client(sample: Sample) -> str:
    return "page" if sample.identity is Identity.PAGE else "httpx"


def _address(sample: Sample) -> str:
    path = sample.path_with(VARIABLE)
    return f'f"{SERVER}{path}"'


def _headers(sample: Sample) -> list[str]:
    match sample.identity:
        case Identity.TOKEN:
            key = VARIABLE.replace("{}", "LONGHAUL_TOKEN")
            return [f'headers={{"Authorization": f"Token {key}"}}']
        case Identity.PAGE:
            csrf, origin = 'page.cookies["csrftoken"]', 'os.environ["LONGHAUL_URL"]'
            return [f'headers={{"X-CSRFToken": {csrf}, "Origin": {origin}}}']
    return []


def _content(sample: Sample) -> list[str]:
    if sample.body is not None:
        body = pformat(sample.body, sort_dicts=False, width=WIDTH)
        return ["json=" + body.replace("\n", "\n" + " " * 9)]
    files = ", ".join(f'"{name}": open(os.environ["FILE"], "rb")' for name in sample.files)
    return [f"files={{{files}}}"] if files else []


def _start(sample: Sample) -> list[str]:
    if sample.identity is not Identity.PAGE:
        return []
    return ["page = httpx.Client()", f'page.get(f"{SERVER}{SESSION}")']


def _end(sample: Sample) -> list[str]:
    match sample.answer:
        case Answer.JSON:
            return ["print(answer.json())"]
        case Answer.FILE:
            return ['print(len(answer.content), "bytes")']
    return []
