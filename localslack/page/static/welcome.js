// The first thing a visitor reads, and things to try with one click each.

import { byId, make } from "./dom.js";

/**
 * @import { Guide, Try } from "../snapshot"
 *
 * @typedef {(text: string) => unknown} Say
 */

/**
 * Fill the welcome above the conversation; `say` sends what a try stands for.
 * @param {Guide} guide
 * @param {Say} say
 */
export function showWelcome(guide, say) {
  byId("welcome").replaceChildren(
    make("h2", { id: "welcome-title", text: guide.title }),
    make("p", { text: guide.about }),
    buildTries(guide.tries, say),
    make("p", { class: "quiet-text", text: guide.after }),
  );
}

/**
 * Offer the same tries in a dialog, for later.
 * @param {Guide} guide
 * @param {Say} say
 */
export function openTries(guide, say) {
  const sheet = make("dialog", { class: "sheet", "aria-labelledby": "tries-title" });
  const close = () => sheet.close();
  sheet.append(
    make(
      "div",
      { class: "side-bar" },
      make("h2", { id: "tries-title", text: "Things to try" }),
      make("button", {
        type: "button",
        class: "icon-button",
        "aria-label": "Close",
        text: "×",
        onclick: close,
      }),
    ),
    buildTries(guide.tries, (text) => {
      close();
      say(text);
    }),
    buildMore(guide.more),
  );
  sheet.addEventListener("close", () => sheet.remove());
  sheet.addEventListener("click", (event) => event.target === sheet && close());
  document.body.append(sheet);
  sheet.showModal();
}

/** @param {Try[]} tries @param {Say} say */
function buildTries(tries, say) {
  const button = (/** @type {Try} */ item) =>
    make(
      "button",
      { type: "button", class: "try", onclick: () => say(item.text) },
      make("span", { class: "try-title", text: item.title }),
      make("span", { class: "try-note", text: item.note }),
      make("code", { text: item.text }),
    );
  return make("div", { class: "tries" }, ...tries.map(button));
}

/** @param {string[]} lines */
function buildMore(lines) {
  return make(
    "div",
    { class: "more-tries" },
    make("h3", { text: "And then" }),
    make("ul", {}, ...lines.map((text) => make("li", { text }))),
  );
}
