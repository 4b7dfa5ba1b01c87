"""The table of bodies' names: what it knows, and that errors in it are named."""

from kadry.resolve.names.bodies import Known, known


def test_spellings_of_one_body_agree() -> None:
    assert known("МВД") == known("министерство внутренних дел") == Known("министерство внутренних дел", "*", True)
