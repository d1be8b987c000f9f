"""Hypothesis without a stopwatch: how fast a busy machine is says nothing about a property."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "mailroom", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("mailroom")
