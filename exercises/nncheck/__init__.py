"""The checks of the book's exercises, and the chapters' quizzes."""
