"""Promises about size: no file over 250 lines, no function over 40."""

from tests.house.source import ALL, functions, sources

LONGEST_FILE = 250
LONGEST_FUNCTION = 40


def test_no_file_is_longer_than_250_lines():
    sizes = {s.name: len(s.text.splitlines()) for s in sources(*ALL)}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}


def test_no_function_is_longer_than_40_lines():
    sizes = dict(entry for source in sources(*ALL) for entry in functions(source))
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}
