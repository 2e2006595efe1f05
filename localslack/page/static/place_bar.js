// The line above the conversation: where one is; the app's tabs; the drawer of a narrow window.

import { byId, focusedIn, make } from "./dom.js";
import { HOME, addressOf } from "./place.js";

/** @import { Channel, Go, Place, Snapshot } from "../snapshot" */

/**
 * Name the place; `channel` is undefined in Home.
 * @param {Snapshot} snapshot
 * @param {Place} place
 * @param {Channel} [channel]
 */
export function showPlaceBar(snapshot, place, channel) {
  const isApp = !channel || channel.is_im;
  const name = isApp ? snapshot.app.name : `# ${channel.name}`;
  const people = `${snapshot.people.length} people`;
  const member = channel?.app_is_member ? `${people} and ${snapshot.app.name}` : people;
  byId("place-name").textContent = name;
  byId("place-note").textContent = isApp ? "App" : member;
  byId("messages").setAttribute("aria-label", `Messages in ${name}`);
  document.title = `${name} · ${snapshot.app.name} on a local Slack`;
}

/**
 * Home and Messages, where the app itself is shown.
 * @param {Snapshot} snapshot
 * @param {Place} place
 * @param {Go} go
 */
export function showTabs(snapshot, place, go) {
  const messages = snapshot.channels.find((channel) => channel.is_im)?.id ?? "";
  const tabs = byId("app-tabs");
  tabs.hidden = ![HOME, messages].includes(place.in);
  /** @param {string} target @param {string} text */
  const link = (target, text) => {
    const to = { ...place, in: target, thread: "" };
    return make("a", {
      href: addressOf(to),
      text,
      "aria-current": place.in === target ? "page" : null,
      onclick: (event) => {
        event.preventDefault();
        go(to);
      },
    });
  };
  const hadFocus = focusedIn(tabs);
  tabs.replaceChildren(link(HOME, "Home"), link(messages, "Messages"));
  if (!hadFocus) return;
  /** @type {HTMLElement | null} */
  const current = tabs.querySelector("[aria-current]");
  current?.focus();
}

// The drawer

const opener = byId("open-places");
const setOpen = (/** @type {boolean} */ isOpen) => {
  byId("frame").classList.toggle("drawer-open", isOpen);
  opener.setAttribute("aria-expanded", String(isOpen));
};

export function closeDrawer() {
  setOpen(false);
}

opener.addEventListener("click", () => {
  const isOpen = opener.getAttribute("aria-expanded") !== "true";
  setOpen(isOpen);
  if (isOpen) byId("places").querySelector("a")?.focus();
});
byId("places").addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  setOpen(false);
  opener.focus();
});
byId("main").addEventListener("pointerdown", closeDrawer);
