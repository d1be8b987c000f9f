"""Every page of the mailbox: importing them is what makes them routes."""

from mailroom.backend.web import agreement, company, letter, papers, watch

PAGES = (agreement, company, letter, papers, watch)
