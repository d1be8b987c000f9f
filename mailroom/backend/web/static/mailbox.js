// Keys for quick readers; everything here can also be done without it.
"use strict";

const letters = () => [...document.querySelectorAll("[data-letter]")];
const pages = () => [...document.querySelectorAll("[data-page]")];

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) link.click();
}

function send(selector) {
  const form = document.querySelector(selector);
  if (form) form.requestSubmit();
}

function moveInList(step) {
  const all = letters();
  const here = all.indexOf(document.activeElement);
  const next = all[Math.min(all.length - 1, Math.max(0, here + step))];
  if (next) next.focus();
}

function pageInView() {
  const middle = window.innerHeight / 3;
  const seen = pages().filter((page) => page.getBoundingClientRect().top <= middle);
  return seen.length ? seen.length - 1 : 0;
}

function turnPage(step) {
  const next = pages()[pageInView() + step];
  if (next) next.scrollIntoView({ block: "start" });
}

const inList = {
  j: () => moveInList(1),
  k: () => moveInList(-1),
};

const inLetter = {
  ArrowRight: () => turnPage(1),
  ArrowLeft: () => turnPage(-1),
  j: () => follow("[data-older]"),
  k: () => follow("[data-newer]"),
  h: () => send("[data-handled]"),
  u: () => send("[data-unread]"),
  Escape: () => follow("[data-back]"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) return;
  if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
    return;
  }
  if (event.key === "?") {
    const keys = document.querySelector("[data-keys]");
    if (keys) keys.open = !keys.open;
    return;
  }
  const verbs = letters().length ? inList : pages().length ? inLetter : {};
  const verb = verbs[event.key];
  if (verb) {
    event.preventDefault();
    verb();
  }
});

const marks = new Map(
  [...document.querySelectorAll("[data-thumb]")].map((mark) => [mark.dataset.thumb, mark]),
);
if (marks.size) {
  const show = () => {
    const here = String(pageInView() + 1);
    marks.forEach((mark, number) => mark.toggleAttribute("aria-current", number === here));
  };
  document.addEventListener("scroll", show, { passive: true });
  show();
}
