"""The parameters of questions: what may be asked, and what the API then understands."""
