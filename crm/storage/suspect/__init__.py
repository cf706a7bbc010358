"""Files said to be backups, from anywhere: looked at in a child process with limits, and trusted only after that."""
