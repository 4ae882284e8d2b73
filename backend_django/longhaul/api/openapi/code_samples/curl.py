import json

from longhaul.api.openapi.code_samples.sample import SESSION, Answer, Identity, Sample


def write(sample: Sample) -> str:
    """Write a request as a command."""
    words = ["curl --fail-with-body", *_method(sample), *_identity(sample), *_content(sample)]
    if sample.answer is Answer.FILE:
        words.append("-OJ")
    command = " \\\n  ".join([*words, f'"$LONGHAUL_URL{sample.path}"'])
    if sample.identity is Identity.PAGE:
        return f'curl -s -c cookies "$LONGHAUL_URL{SESSION}"\n{command}'
    return command


def _method(sample: Sample) -> list[str]:
    return [] if sample.method == "GET" else [f"-X {sample.method}"]


def _identity(sample: Sample) -> list[str]:
    match sample.identity:
        case Identity.TOKEN:
            return ['-H "Authorization: Token $LONGHAUL_TOKEN"']
        case Identity.PAGE:
            csrf = """$(awk '$6 == "csrftoken" {print $7}' cookies)"""
            return [
                "-b cookies -c cookies",
                f'-H "X-CSRFToken: {csrf}"',
                '-H "Origin: $LONGHAUL_URL"',
            ]
    return []


def _content(sample: Sample) -> list[str]:
    if sample.body is None:
        return [f'-F "{name}=@$FILE"' for name in sample.files]
    text = json.dumps(sample.body, ensure_ascii=False).replace("'", "'\\''")
    return ["-H 'Content-Type: application/json'", f"-d '{text}'"]
