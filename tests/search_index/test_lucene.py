"""luqum's parser is used as it was installed: nothing is computed, said or written at run time."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import luqum

ROOT = Path(__file__).parents[2]
READ = """
from search_index.query.lucene import read_lucene
print(repr(read_lucene('fisk AND (hav OR "dyr mat"~2)')))
"""


def test_a_grammar_that_is_not_that_of_the_tables_is_not_compiled(tmp_path):
    installed = shutil.copytree(Path(luqum.__file__).parent, tmp_path / "luqum")
    shutil.rmtree(installed / "__pycache__", ignore_errors=True)
    grammar = installed / "parser.py"
    # As Python 3.13 strips docstrings of their indentation.
    text = re.sub(r"(?m)^ +\|", "|", grammar.read_text(encoding="utf-8"))
    assert text != grammar.read_text(encoding="utf-8")
    grammar.write_text(text, encoding="utf-8")
    before = sorted(installed.rglob("*"))

    done = subprocess.run(
        [sys.executable, "-B", "-c", READ],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stderr == ""
    assert "AndOperation" in done.stdout
    assert sorted(installed.rglob("*")) == before
