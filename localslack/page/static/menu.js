// A popup menu below a button: arrow keys, Escape, one click outside.

import { focusedIn, make } from "./dom.js";

/** @typedef {{text: string, run: () => unknown}} Item */

/** @type {(() => void) | null} */
let close = null;
/** @type {HTMLElement | null} */
let opener = null;

/**
 * Open a menu at a button, or close it if it is open there.
 * @param {HTMLElement} button
 * @param {Item[]} items
 * @param {string} label
 */
export function openMenu(button, items, label) {
  const wasHere = opener === button;
  close?.();
  if (wasHere) return;
  const menu = make("div", { class: "menu", role: "menu", "aria-label": label });
  for (const item of items) {
    const run = () => {
      close?.();
      item.run();
    };
    menu.append(
      make("button", { type: "button", role: "menuitem", tabindex: "-1", text: item.text, onclick: run }),
    );
  }
  /** @param {PointerEvent} event */
  const leave = (event) => {
    const at = /** @type {Node} */ (event.target);
    if (!menu.contains(at) && !button.contains(at)) close?.();
  };
  opener = button;
  close = () => {
    const hadFocus = focusedIn(menu);
    menu.remove();
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", leave, true);
    close = opener = null;
    if (hadFocus) button.focus();
  };
  menu.addEventListener("keydown", (event) => move(event, menu));
  menu.addEventListener("focusout", (event) => {
    const next = /** @type {Node | null} */ (event.relatedTarget);
    if (next && !menu.contains(next)) close?.();
  });
  document.addEventListener("pointerdown", leave, true);
  // a dialog covers everything else, and whoever goes by landmarks finds it in the button's own
  (button.closest("dialog, aside, main") ?? document.body).append(menu);
  button.setAttribute("aria-expanded", "true");
  put(menu, button);
  itemsOf(menu)[0]?.focus();
}

/** @param {HTMLElement} menu */
const itemsOf = (menu) => [...menu.querySelectorAll("button")];

/** @param {HTMLElement} menu @param {HTMLElement} button */
function put(menu, button) {
  const at = button.getBoundingClientRect();
  const left = Math.min(at.left, window.innerWidth - menu.offsetWidth - 8);
  const below = at.bottom + 4;
  const fits = below + menu.offsetHeight < window.innerHeight;
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${fits ? below : Math.max(8, at.top - menu.offsetHeight - 4)}px`;
}

/** @param {KeyboardEvent} event @param {HTMLElement} menu */
function move(event, menu) {
  const items = itemsOf(menu);
  const now = items.findIndex((item) => item === document.activeElement);
  /** @type {Record<string, number>} */
  const moves = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 };
  const next = moves[event.key];
  if (event.key === "Escape" || event.key === "Tab") close?.();
  else if (next === undefined) return;
  else items.at(next % items.length)?.focus();
  if (event.key !== "Tab") event.preventDefault();
}
