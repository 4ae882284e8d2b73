import json
from collections.abc import Iterator

from longhaul.api.openapi.code_samples.sample import SESSION, Answer, Identity, Sample


def write(sample: Sample) -> str:
    """Write a request with fetch, as Node.js and browsers have it."""
    address = f"${{process.env.LONGHAUL_URL}}{sample.path_with('${process.env.{}}')}"
    call = "".join(f"  {option},\n" for option in _options(sample))
    return "\n".join(
        [
            *_form(sample),
            *_start(sample),
            f"const answer = await fetch(`{address}`, {{\n{call}}})",
            "if (!answer.ok) throw new Error(await answer.text())",
            *_end(sample),
        ]
    )


def _form(sample: Sample) -> list[str]:
    if not sample.files:
        return []
    blob = "new Blob([await readFile(process.env.FILE)])"
    name = "basename(process.env.FILE)"
    return [
        "import { readFile } from 'node:fs/promises'",
        "import { basename } from 'node:path'",
        "",
        "const form = new FormData()",
        *(f"form.append('{part}', {blob}, {name})" for part in sample.files),
    ]


def _options(sample: Sample) -> Iterator[str]:
    yield f"method: '{sample.method}'"
    headers = ", ".join(_headers(sample))
    if headers:
        yield f"headers: {{ {headers} }}"
    if sample.files:
        yield "body: form"
    if sample.body is not None:
        yield f"body: JSON.stringify({json.dumps(sample.body, ensure_ascii=False)})"


def _headers(sample: Sample) -> Iterator[str]:
    if sample.body is not None:
        yield "'Content-Type': 'application/json'"
    match sample.identity:
        case Identity.TOKEN:
            yield "Authorization: `Token ${process.env.LONGHAUL_TOKEN}`"
        case Identity.PAGE:
            yield "Cookie: cookie, 'X-CSRFToken': cookie.split('=')[1]"
            yield "Origin: process.env.LONGHAUL_URL"


def _start(sample: Sample) -> list[str]:
    if sample.identity is not Identity.PAGE:
        return []
    return [
        f"const session = await fetch(`${{process.env.LONGHAUL_URL}}{SESSION}`)",
        "const [cookie] = session.headers.getSetCookie()[0].split(';')",
    ]


def _end(sample: Sample) -> list[str]:
    match sample.answer:
        case Answer.JSON:
            return ["console.log(await answer.json())"]
        case Answer.FILE:
            return ["console.log((await answer.blob()).size, 'bytes')"]
    return []
