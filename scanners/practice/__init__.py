"""The practice feeder: a simulated eSCL scanner on loopback, for training, shows and tests."""
