"""A run that was killed cannot say so; the next one does."""

from pipelines.archive.interrupted import run_before
from pipelines.archive.opening import Archive
from pipelines.archive.runs import Run


def test_a_run_that_never_ended_is_named_by_the_next_one_alone(archive: Archive) -> None:
    killed, after, later = (Run(archive=archive, spider="listings", arguments={}) for _ in range(3))
    assert run_before(archive.db, killed.id) is None
    for run in (after, later):
        assert run.id
        run.end("finished")

    said = run_before(archive.db, after.id)

    assert said is not None
    assert said.startswith(f"The run before (listings, begun {killed.started_at}) did not end:")
    assert run_before(archive.db, later.id) is None
