"""Which languages a person wants to be spoken to in, by the variables gettext programs heed."""

from __future__ import annotations

from collections.abc import Mapping

_NO_LANGUAGE = ("C", "POSIX")


def chosen_languages(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The languages to look for, the most wanted first; empty where English will do.

    As the GNU gettext manual has it ("Locale Environment Variables", "The LANGUAGE variable"): the first of
    LC_ALL, LC_MESSAGES and LANG that is not empty names the locale; LANGUAGE is a list of languages, with
    colons between, that goes before it, unless the locale is ``C`` or ``POSIX``: whoever sets that for a
    script wants what is written in the code. English ends the list: it needs no catalog.

    Args:
        environ: the environment, such as ``os.environ``.

    Returns:
        Names of catalogs: ``vi_VN`` is followed by ``vi``, codesets and modifiers are left out.
    """
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    if locale in _NO_LANGUAGE:
        return ()
    languages: list[str] = []
    for wanted in [*environ.get("LANGUAGE", "").split(":"), locale]:
        name = wanted.partition(".")[0].partition("@")[0]
        language = name.partition("_")[0]
        if not language:
            continue
        if language == "en" or name in _NO_LANGUAGE:
            break
        languages += [each for each in dict.fromkeys((name, language)) if each not in languages]
    return tuple(languages)
