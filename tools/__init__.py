"""What is run beside the program: set-up, and the pictures of docs/."""
