"""A practice fi-7160: SANE's real `fujitsu` backend drives it over a stand-in for libusb.

Reading order: `scanner` (what tests and trainers hold), `machine` (paper and trouble), `scsi` with
`sense`, `window` and `identity` (what the backend says and hears), `pictures`, `usb` (packets over
a socket) and `libusb.c` (the other end of it, inside the backend's process). It is written from the
backend, so it proves our code against the driver and not against the maker's firmware.
"""
