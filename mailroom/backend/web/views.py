"""Every page of the mailbox: importing them is what makes them routes."""

from apiflask import APIBlueprint

from mailroom.backend.web import (
    agreement,
    company,
    letter,
    papers,
    provider,
    statements,
    trash,
    watch,
)
from mailroom.backend.web.pages import web

PAGES = (agreement, company, letter, papers, provider, statements, trash, watch)


def mailbox_pages() -> APIBlueprint:
    """With all of them on it."""
    return web
