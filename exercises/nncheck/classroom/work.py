"""The unit of work: grade what one student handed in."""

from nncheck.classroom.course import Course, Outcome


def grade_submission(course: Course, student: str) -> Outcome:
    """Grade a notebook in a box, and write the points in the gradebook.

    May be called by several processes or computers at once, and again after
    an interruption: a notebook that has its grade is not graded twice. What
    a notebook does never raises here: it becomes the outcome's status.

    Args:
        course: the class, the chapter and the limits.
        student: the name of a folder in ``submitted``.

    Raises:
        NoBox: this system cannot shut the notebook's code in, and the
            course does not say ``unboxed``.
        sqlalchemy.exc.SQLAlchemyError: the gradebook cannot be reached.
    """
    raise NotImplementedError("grade_submission cannot grade yet")
