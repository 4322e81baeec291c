"""Promise of the planted bugs: each fits the tree as it is, and is still Python. `make planted` runs them."""

import ast
import shutil

import pytest

from tests.house.source import ROOT
from tests.planted.patches import every, plant

BUGS = {bug.name: bug for bug in every()}


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_fits_the_tree_and_names_tests_that_exist(name, tmp_path):
    bug = BUGS[name]
    for edit in bug.edits:
        (tmp_path / edit.file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / edit.file, tmp_path / edit.file)
    plant(bug, tmp_path)
    for edit in bug.edits:
        ast.parse((tmp_path / edit.file).read_text(encoding="utf-8"))
    files = [word for word in bug.tests if word.endswith(".py")]
    assert files
    assert [file for file in files if not (ROOT / file).exists()] == []
