"""./dev schema: the committed contract, and the types of page and client that are made from it."""

import argparse
import re
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path

from devtools.console import Console
from devtools.environment import environment
from devtools.errors import DevError
from devtools.logs import last_lines
from devtools.paths import BACKEND, CLIENT, FRONTEND, PYTHON, ROOT, VENV, shown
from devtools.running import Command, call, read
from devtools.setup import set_up
from devtools.state import State

TYPESCRIPT: Command = [FRONTEND / "node_modules" / ".bin" / "openapi-typescript"]
# Models like those that people write: frozen, with what the contract says about each field.
PYDANTIC: Command = [
    VENV / "bin" / "datamodel-codegen",
    "--input-file-type", "openapi",
    "--output-model-type", "pydantic_v2.BaseModel",
    "--target-python-version", "3.11",
    "--enum-field-as-literal", "all",
    "--collapse-root-models",
    "--enable-faux-immutability",
    "--field-constraints",
    "--formatters", "ruff-format",
    "--openapi-scopes", "schemas",
    "--output-datetime-class", "datetime",
    "--strict-nullable",
    "--type-mappings", "email=string",  # checking addresses would take one more package
    "--use-annotated",
    "--use-schema-description",
    "--use-single-line-docstring",
    "--use-standard-collections",
    "--use-union-operator",
    "--custom-file-header", "# Made by ./dev schema from the API's contract.",
]  # fmt: skip
ENGINE = FRONTEND / "longhaul"
FEATURES = FRONTEND / "src" / "features"
MODELS = CLIENT / "src" / "longhaul_client" / "models.py"
CONTRACT = CLIENT.parent / "openapi.json"
GENERAL = "api"  # of the engine
PRODUCT = "product"  # its own endpoints, if it has any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only tell whether they are fresh")
    parser.add_argument(
        "--release", metavar="VERSION", help="keep the contract as what this version promises"
    )
    parser.add_argument(
        "--models",
        nargs=2,
        metavar=("FOLDER", "FILE"),
        help="write the options and result of the feature with this folder's name as Python models",
    )


async def main(options: argparse.Namespace) -> int:
    console = Console()
    await set_up(console, extras=["generators"], page=False)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        contents = await dump(folder)
        if options.release:
            return keep_release(folder, options.release)
        if options.models:
            return await write_models(folder, *options.models)
        made = [new async for new in generated(folder)]
        stale = [target for target, draft in made if is_stale(target, draft)]
        if options.check and stale:
            names = ", ".join(map(shown, stale))
            raise DevError(f"Stale API types: {names}. Run ./dev schema and commit the result.")
        if not options.check:
            for target, draft in made:
                target.write_bytes(draft.read_bytes())
            for line in summary([target for target, _ in made], stale, contents):
                console.line(line)
    return 0


def summary(made: Sequence[Path], stale: Sequence[Path], contents: Mapping[str, str]) -> list[str]:
    """Say what became of each file, and which features got no types; `contents` goes by name."""
    words = {target_of(name): f"  ({content})" for name, content in contents.items()}
    lines = []
    for target in dict.fromkeys([*made, *words]):
        if target not in made:
            event, end = "no types", f". Create {shown(target.parent)}/ and run ./dev schema again."
        else:
            event, end = "written" if target in stale else "unchanged", ""
        lines.append(f"{event:<9}  {shown(target)}{words.get(target, '')}{end}")
    return lines


async def dump(folder: Path) -> dict[str, str]:
    """Write the contract: one general document, and one of types for each feature.

    Return what the command says of each document, by name.
    """
    command: Command = [PYTHON, "manage.py", "page_schemas", folder]
    state = State()
    with state.log("schema").open("wb") as log:
        status, output = await read(command, cwd=BACKEND, env=environment(state), stderr=log)
    if status:
        raise DevError(f"The contract was not made:\n{last_lines(state.log('schema'))}")
    said = dict(line.split(".json: ", 1) for line in output.splitlines() if ".json: " in line)
    return {path.stem: said.get(path.stem, path.stem) for path in sorted(folder.glob("*.json"))}


async def generated(folder: Path) -> AsyncIterator[tuple[Path, Path]]:
    """Yield where each document's types belong, and a draft of them."""
    for document in sorted(folder.glob("*.json")):
        target = target_of(document.stem)
        if target.parent.is_dir():
            draft = document.with_suffix(".d.ts")
            await _succeed([*TYPESCRIPT, document, "--output", draft], cwd=FRONTEND)
            yield target, draft
    contract, models = folder / f"{GENERAL}.json", folder / "models.py"
    yield CONTRACT, contract
    await make_models(contract, models)
    yield MODELS, models


async def make_models(document: Path, target: Path) -> None:
    await _succeed([*PYDANTIC, "--input", document, "--output", target], cwd=ROOT)


def keep_release(folder: Path, version: str) -> int:
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise DevError(f"{version} is no version like 1.2.0.")
    target = CONTRACT.parent / "releases" / f"{version}.json"
    target.write_bytes((folder / f"{GENERAL}.json").read_bytes())
    return 0


async def write_models(folder: Path, feature: str, target: str) -> int:
    document = folder / f"{feature}.json"
    if not document.exists():
        raise DevError(f"There is no feature in backend_django/features/{feature}.")
    await make_models(document, Path(target).resolve())
    return 0


def target_of(name: str) -> Path:
    if name == PRODUCT:
        return FRONTEND / "src" / "api.d.ts"
    folder = ENGINE / "api" if name == GENERAL else FEATURES / name
    return folder / "schema.d.ts"


def is_stale(target: Path, draft: Path) -> bool:
    return not target.exists() or target.read_bytes() != draft.read_bytes()


async def _succeed(command: Command, **options: object) -> None:
    log = State().log("schema")
    if await call(command, log=log, **options):
        raise DevError(f"{Path(command[0]).name} failed; {shown(log)} tells why.")
