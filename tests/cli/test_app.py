"""The command tree."""

from __future__ import annotations

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from toolkit.cli.app import GROUPS, tree


def commands(word: str = "") -> list[str]:
    command = get_command(tree(word))
    assert isinstance(command, TyperGroup)
    return list(command.commands)


def test_the_groups_name_all_their_commands() -> None:
    assert sorted(commands()) == sorted(word for words in GROUPS.values() for word in words)


@pytest.mark.parametrize("word", [word for words in GROUPS.values() for word in words])
def test_one_command_brings_its_own_group_alone(word: str) -> None:
    assert word in commands(word)
    assert len(commands(word)) <= 3


@pytest.mark.parametrize("word", ["", "--help", "algin"])
def test_anything_else_brings_all(word: str) -> None:
    assert commands(word) == commands()
