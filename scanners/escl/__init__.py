"""The scanner's own protocol: a driver of its own, and a witness beside another."""
