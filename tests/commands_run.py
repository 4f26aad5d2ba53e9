"""Commands run over a stored archive, and what they print."""

from click.testing import CliRunner

from cli.main import tingtale


def ask(stored, *arguments):
    result = CliRunner().invoke(tingtale, arguments, obj=stored.settings)
    assert result.exit_code == 0, result.output
    return result


def refused(stored, *arguments):
    result = CliRunner().invoke(tingtale, arguments, obj=stored.settings)
    assert result.exit_code == 2, result.output
    return result.stderr
