"""Scanners as a library that knows paper and not mail.

Reading order: `api` (the words), `host` (the parent's side of a SANE scanner), `child` and
`sane/` (the process that owns SANE), `ledger` and `verdict` (which sheets are safe, and why a
batch really ended), `escl/` (a network scanner's own word), `folder` (image files as sheets),
`discovery`, and `practice/` (a simulated feeder that SANE scans from).
"""
