"""Scanners as a library that knows paper and not mail.

Reading order: `api` (the words), `host` (the parent's side of a scanner), `child` with `sane/`
and `escl/` (the process that owns the device, through SANE or in its own protocol), `ledger` and
`verdict` (which sheets are safe, and why a batch really ended), `folder` (image files as sheets),
`discovery`, and `practice/` (a simulated feeder to scan from).
"""
