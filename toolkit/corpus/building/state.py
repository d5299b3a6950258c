"""What the last build was made of, so that one can say what has changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.corpus.building.recipe import Recipe
from toolkit.corpus.building.tasks import Task, plan
from toolkit.corpus.manifest import Corpus
from toolkit.errors import BitextError, InputError
from toolkit.files import Staging, output_error, read_bytes
from toolkit.translations import _

_STATE = "built.json"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs from the last build.

    ``what`` is ``added``, ``removed``, ``changed`` (of a document or a pair), ``missing`` (a file that the
    manifest names), ``unlisted`` (its content is no longer what the manifest says) or ``option``.
    """

    what: str
    kind: str
    name: str
    detail: str = ""


def remember(work: Path, corpora: Sequence[Corpus], recipe: Recipe, tasks: Iterable[Task]) -> None:
    """Note what a build was made of: one JSON object, written without being held."""
    path = work / _STATE
    with Staging() as staging:
        stream = staging.open(path)

        def write(text: str) -> None:
            stream.write(text.encode("utf-8", "replace"))

        try:
            write(f'{{"options": {_json(recipe.facts())},\n"documents": {{')
            between = ""
            for name, facts in _documents(corpora):
                write(f"{between}\n{_json(name)}: {_json(facts)}")
                between = ","
            write('},\n"pairs": [')
            between = ""
            for task in tasks:
                write(f"{between}\n{_json(_pair(task))}")
                between = ","
            write("]}\n")
        except OSError as error:
            raise output_error(path, error) from None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def diff(corpora: Sequence[Corpus], work: Path, recipe: Recipe | None = None) -> list[Change]:
    """What has changed since the last build in this work folder, files on disk included.

    Args:
        corpora: the manifests as they are now.
        work: the folder.
        recipe: its settings are held against those of then (the usual ones if ``None``); its choices are not,
            they are those of a command.

    Raises:
        InputError: nothing was built here.
    """
    try:
        state = json.loads(read_bytes(work / _STATE))
    except (BitextError, ValueError):
        raise InputError(
            _("nothing was built here yet"), _("run bitext corpus build first"), path=work
        ) from None
    out: list[Change] = []
    old, new = state["documents"], dict(_documents(corpora))
    for name in sorted({*old, *new}):
        if name not in new:
            out.append(Change("removed", "document", name))
        elif name not in old:
            out.append(Change("added", "document", name))
        elif old[name] != new[name]:
            keys = [key for key in new[name] if new[name][key] != old[name].get(key)]
            out.append(Change("changed", "document", name, ", ".join(keys)))
    for corpus in corpora:
        out += _on_disk(corpus)
    before = set(state["pairs"])
    now = {_pair(task) for task in plan(corpora)[0]}
    out += [Change("removed", "pair", name) for name in sorted(before - now)]
    out += [Change("added", "pair", name) for name in sorted(now - before)]
    recipe = recipe or Recipe()
    facts, options = recipe.facts(), state["options"]
    if options.get("version") != facts["version"]:
        out.append(Change("option", "version", str(facts["version"]), f"was {options.get('version')}"))
    return out + list(_settings(options.get("settings", {}), recipe.settings()))


def _settings(before: dict[str, Any], now: dict[str, Any]) -> Iterator[Change]:
    """What the team has settled on otherwise since."""
    for table in sorted({*before, *now}):
        old, new = before.get(table, {}), now.get(table, {})
        for name in sorted({*old, *new}):
            if old.get(name) != new.get(name):
                yield Change("option", "settings", f"{table}.{name}", "differs from the last build")


def _on_disk(corpus: Corpus) -> list[Change]:
    out = []
    for document in corpus.documents:
        name = f"{corpus.id}/{document.file}"
        try:
            digest = hashlib.sha256(read_bytes(corpus.path(document.file))).hexdigest()
        except BitextError:
            out.append(Change("missing", "file", name))
            continue
        if digest != document.sha256.lower():
            out.append(Change("changed", "file", name, "differs from the manifest"))
    return out


def _documents(corpora: Sequence[Corpus]) -> Iterator[tuple[str, dict[str, Any]]]:
    for corpus in corpora:
        for document in corpus.documents:
            yield (
                f"{corpus.id}/{document.file}",
                {
                    "sha256": document.sha256.lower(),
                    "language": document.language,
                    "role": document.role,
                    "translation_of": document.translation_of,
                    "rights": document.rights,
                    "provenance": document.provenance,
                    **({"lines": document.lines} if document.lines else {}),
                    **({"ids_sha256": document.ids_sha256} if document.ids else {}),
                },
            )


def _pair(task: Task) -> str:
    return f"{task.corpus}/{task.source.file} ~ {task.target.file}"
