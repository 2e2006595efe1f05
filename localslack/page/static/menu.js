// A popup menu below a button: arrow keys, Escape, one click outside.

import { make } from "./dom.js";

let close = null;

/** Open a menu of [{text, run}] at a button, or close it if it is open there. */
export function openMenu(button, items, label) {
  const wasHere = close?.button === button;
  close?.();
  if (wasHere) return;
  const menu = make("div", { class: "menu", role: "menu", "aria-label": label });
  for (const item of items) {
    const run = () => {
      close();
      item.run();
    };
    menu.append(
      make("button", { type: "button", role: "menuitem", tabindex: "-1", text: item.text, onclick: run }),
    );
  }
  const leave = (event) => {
    if (!menu.contains(event.target) && !button.contains(event.target)) close();
  };
  close = () => {
    const hadFocus = menu.contains(document.activeElement);
    menu.remove();
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", leave, true);
    close = null;
    if (hadFocus) button.focus();
  };
  close.button = button;
  menu.addEventListener("keydown", (event) => move(event, menu));
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close?.();
  });
  document.addEventListener("pointerdown", leave, true);
  (button.closest("dialog") ?? document.body).append(menu); // a dialog covers everything else
  button.setAttribute("aria-expanded", "true");
  put(menu, button);
  menu.firstElementChild?.focus();
}

function put(menu, button) {
  const at = button.getBoundingClientRect();
  const left = Math.min(at.left, window.innerWidth - menu.offsetWidth - 8);
  const below = at.bottom + 4;
  const fits = below + menu.offsetHeight < window.innerHeight;
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${fits ? below : Math.max(8, at.top - menu.offsetHeight - 4)}px`;
}

function move(event, menu) {
  const items = [...menu.children];
  const now = items.indexOf(document.activeElement);
  const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Escape") close();
  else if (event.key === "Tab") close();
  else if (next === undefined) return;
  else items.at(next % items.length).focus();
  if (event.key !== "Tab") event.preventDefault();
}
