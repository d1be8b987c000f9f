"""The scanner's own protocol, spoken beside the driver."""
