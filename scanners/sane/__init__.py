"""SANE, in the child process: the driver, its options, its statuses and its quirks."""
