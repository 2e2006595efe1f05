// Short news of the page itself: a toast that goes, a banner that stays.

import { byId, make } from "./dom.js";

const TOAST_MS = 8000;

/**
 * Tell something that went wrong; it goes by itself, or at a click.
 * @param {string} text
 */
export function toast(text) {
  const shown = make("div", { class: "toast" }, make("p", { text }));
  const close = make("button", {
    type: "button",
    class: "icon-button",
    "aria-label": "Close",
    text: "×",
    onclick: () => shown.remove(),
  });
  shown.append(close);
  byId("toasts").append(shown);
  setTimeout(() => shown.remove(), TOAST_MS);
}

/**
 * Show a line above the conversation, or take it away (""). `stays`: it has a button to close.
 * @param {string} text
 */
export function banner(text, stays = false) {
  byId("banner").hidden = !text;
  byId("banner-text").textContent = text;
  byId("banner-close").hidden = !stays;
}

byId("banner-close").addEventListener("click", () => banner(""));
