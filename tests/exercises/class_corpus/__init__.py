"""Submissions of a class that attacks its grader, and of an honest one."""
