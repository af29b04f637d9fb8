"""The pages of quizzes: taking them, what was missed, and reports of a problem."""
