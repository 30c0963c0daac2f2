"""The specs: one package a chapter, one module an exercise.

Here stand the solutions. A grader that keeps learners' code away from the
solutions hides this one folder.
"""
