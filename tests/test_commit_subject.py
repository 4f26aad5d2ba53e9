""".ci/subject: the check of a commit's message, run as Git runs it."""

import subprocess
from pathlib import Path

import pytest

CHECK = Path(__file__).parents[1] / ".ci/subject"


def checked(folder, message):
    file = folder / "COMMIT_EDITMSG"
    file.write_text(message, encoding="utf-8")
    return subprocess.run([CHECK, file], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "message",
    [
        "Read speeches of the Lagting\n",
        "Read speeches of the Lagting",
        "Read speeches of the Lagting\n\nA line may be longer below." + "." * 100 + "\n",
        "å" * 72,  # characters, not bytes
        "\n\nRead speeches\n",
        f"# {'x' * 100}\nRead speeches\n# Please enter the commit message.\n",
    ],
)
def test_takes_a_subject_that_fits(tmp_path, message):
    done = checked(tmp_path, message)
    assert (done.returncode, done.stderr) == (0, "")


def test_refuses_a_subject_of_73_characters_and_shows_it(tmp_path):
    done = checked(tmp_path, f"{'å' * 73}\n")
    assert done.returncode == 1
    assert "73 characters" in done.stderr
    assert "å" * 73 in done.stderr


@pytest.mark.parametrize("message", ["", "\n", "# only a comment\n"])
def test_refuses_a_message_without_subject(tmp_path, message):
    assert checked(tmp_path, message).returncode == 1


def test_refuses_a_body_without_an_empty_line_before(tmp_path):
    done = checked(tmp_path, "Read speeches\nof the Lagting\n")
    assert done.returncode == 1
    assert "empty" in done.stderr
