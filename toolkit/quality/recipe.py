"""A metric and its options, written as sacrebleu's signatures write them: ``bleu|tok:intl|case:lc``.

Whoever has a signature from a paper can ask for the same figure with it. The keys are those of the
signatures, so what is asked for and what is told afterwards are the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.errors import UsageError
from toolkit.quality.metrics import LABELS, METRICS, NEURAL_METRICS, known_metric, nearest
from toolkit.translations import _

_FACTS = frozenset({"nrefs", "version", "bs", "ar", "seed", "nfc", "test", "lang"})
"""What a signature tells beyond the options: passed over, so that a whole one may be pasted."""
_SMOOTHING = re.compile(r"(none|exp|floor|add-k)(?:\[([0-9]*\.?[0-9]+)\])?")
_CHRF = re.compile(r"chrf([1-9]?)(\+{0,2})")
"""chrF as sacrebleu names it, with its beta and the order of its words: chrF2, chrF3++."""

_Arguments = dict[str, object]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a figure comes about.

    Attributes:
        name: the metric, among :data:`toolkit.quality.METRICS` and the neural ones.
        label: what to call the figure: the metric's name, and the options that are not the usual ones.
        arguments: those of sacrebleu's class, in the order of their names.
    """

    name: str
    label: str
    arguments: tuple[tuple[str, object], ...] = ()

    def make(self, *, effective_order: bool = False) -> Any:
        """The sacrebleu object that computes it.

        Args:
            effective_order: for BLEU of single segments: n-grams longer than the segment do not count.

        Raises:
            UsageError: a tokenizer whose package is not installed.
        """
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF

        from toolkit.quality.ter.metric import FastTER

        makers: dict[str, Callable[..., Any]] = {
            # Forced: what sacrebleu says on standard error about periods set apart, the command says itself.
            "bleu": lambda **said: BLEU(force=True, **said),
            "chrf": CHRF,
            "chrf++": lambda **said: CHRF(**{"word_order": 2, **said}),
            "ter": FastTER,
        }
        said = dict(self.arguments)
        if effective_order and self.name == "bleu":
            said["effective_order"] = True
        try:
            return makers[self.name](**said)
        except (ImportError, RuntimeError) as error:
            reason = " ".join(str(error).split())
            raise UsageError(
                _(
                    "the tokenizer '{name}' does not run here ({error})",
                    name=said.get("tokenize"),
                    error=reason,
                ),
                _("install what it needs, or choose another --tokenize"),
            ) from error


def recipe(written: str, tokenize: str = "13a") -> Recipe:
    """The recipe that a user wrote.

    Args:
        written: a metric in any case, and options as ``key:value`` between ``|`` or commas.
        tokenize: sacrebleu's tokenizer for BLEU where the recipe names none.

    Raises:
        UsageError: an unknown metric, option or value; says the nearest, or what there is.
    """
    first, *rest = (part.strip() for part in re.split(r"[|,]", written))
    given = _CHRF.fullmatch(first.lower())
    if given and first.lower() not in METRICS:
        rest = [f"beta:{given[1] or 2}", *([f"nw:{len(given[2])}"] if len(given[2]) == 1 else []), *rest]
        first = "chrf++" if len(given[2]) == 2 else "chrf"
    name = known_metric(first)
    options = _options(written, rest)
    if name in NEURAL_METRICS:
        if options:
            raise UsageError(
                _("{name} has no options", name=LABELS[name]), _("leave out '{key}'", key=next(iter(options)))
            )
        return Recipe(name, LABELS[name])
    usual = _usual(name, tokenize)
    arguments, shown = dict(usual), []
    for key, value in options.items():
        own = _read(name, key, value)
        if any(usual.get(argument) != chosen for argument, chosen in own.items()):
            shown.append(f"{key}:{value}")
        arguments |= own
    _check_tokenizer(arguments.get("tokenize"))
    label = f"{LABELS[name]} ({', '.join(shown)})" if shown else LABELS[name]
    return Recipe(name, label, tuple(sorted(arguments.items())))


def _options(written: str, parts: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in parts:
        key, sign, value = part.partition(":")
        if not sign or not value:
            raise UsageError(
                _("'{part}' in '{written}' is no option", part=part, written=written),
                _("write key:value, e.g. bleu|tok:intl"),
            )
        if key.strip() not in _FACTS:
            found[key.strip()] = value.strip()
    return found


def _usual(name: str, tokenize: str) -> _Arguments:
    """What sacrebleu takes if nothing is said, where options can change it."""
    if name == "bleu":
        return {
            "lowercase": False,
            "effective_order": False,
            "tokenize": tokenize,
            "smooth_method": "exp",
            "smooth_value": None,
        }
    if name == "ter":
        return {"case_sensitive": False, "normalized": False, "no_punct": False, "asian_support": False}
    return {
        "lowercase": False,
        "eps_smoothing": False,
        "char_order": 6,
        "word_order": 2 if name == "chrf++" else 0,
        "whitespace": False,
        "beta": 2,
    }


def _read(name: str, key: str, value: str) -> _Arguments:
    """The arguments that one option stands for."""
    known = _readers(name)
    if key not in known:
        raise UsageError(
            _("{metric} has no option '{key}'", metric=LABELS[name], key=key), nearest(key, sorted(known))
        )
    made = known[key](value)
    if made is None:
        raise UsageError(
            _(
                "'{value}' is no value of the option {key} of {metric}",
                value=value,
                key=key,
                metric=LABELS[name],
            ),
            _VALUES[key],
        )
    return made


_Reader = Callable[[str], _Arguments | None]


def _one_of(argument: str, values: Mapping[str, bool]) -> _Reader:
    return lambda value: {argument: values[value]} if value in values else None


def _number(argument: str, least: int) -> _Reader:
    return lambda value: (
        {argument: int(value)}
        if value.isascii() and value.isdecimal() and least <= int(value) <= 99
        else None
    )


def _smoothing(value: str) -> _Arguments | None:
    match = _SMOOTHING.fullmatch(value)
    if match is None or (match[2] and match[1] in ("none", "exp")):
        return None
    return {"smooth_method": match[1], "smooth_value": float(match[2]) if match[2] else None}


_YES = {"yes": True, "no": False}
_NO = {"yes": False, "no": True}
_VALUES = {
    "case": "lc, mixed",
    "eff": "yes, no",
    "tok": "13a, intl, zh, char, none …",
    "smooth": "exp, none, floor, floor[0.1], add-k, add-k[1]",
    "nc": "0–99",
    "nw": "0–99",
    "beta": "1–99",
    "space": "yes, no",
    "norm": "yes, no",
    "punct": "yes, no",
    "asian": "yes, no",
}


def _readers(name: str) -> dict[str, _Reader]:
    if name == "bleu":
        return {
            "case": _one_of("lowercase", {"lc": True, "mixed": False}),
            "eff": _one_of("effective_order", _YES),
            "tok": lambda value: {"tokenize": value},
            "smooth": _smoothing,
        }
    if name == "ter":
        return {
            "case": _one_of("case_sensitive", {"lc": False, "mixed": True}),
            "norm": _one_of("normalized", _YES),
            "punct": _one_of("no_punct", _NO),
            "asian": _one_of("asian_support", _YES),
            "tok": lambda value: {} if value == "tercom" else None,
        }
    return {
        "case": _one_of("lowercase", {"lc": True, "mixed": False}),
        "eff": _one_of("eps_smoothing", _NO),
        "nc": _number("char_order", 0),
        "nw": _number("word_order", 0),
        "space": _one_of("whitespace", _YES),
        "beta": _number("beta", 1),
    }


def _check_tokenizer(name: object) -> None:
    if name is None:
        return
    from sacrebleu.metrics.bleu import BLEU

    if name not in BLEU.TOKENIZERS:
        raise UsageError(
            _("unknown tokenizer '{name}'", name=name), nearest(str(name), sorted(BLEU.TOKENIZERS))
        )
