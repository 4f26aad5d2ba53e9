"""What HTTP asks of every answer: the application, and what it does with each request."""
