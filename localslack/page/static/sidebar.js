// Channels, the app, and who the person is.

import { byId, make } from "./dom.js";
import { HOME, addressOf } from "./place.js";

/** @import { Go, Place, Snapshot } from "../snapshot" */

/**
 * Draw the places; `go(place)` leads to one, `unread` holds ids of channels.
 * @param {Snapshot} snapshot
 * @param {Place} place
 * @param {Set<string>} unread
 * @param {Go} go
 */
export function showSidebar(snapshot, place, unread, go) {
  /** @param {string} target @param {string} text @param {string} kind @param {boolean} isCurrent */
  const link = (target, text, kind, isCurrent) => {
    const to = { ...place, in: target, thread: "" };
    const isUnread = unread.has(target);
    return make(
      "li",
      {},
      make(
        "a",
        {
          href: addressOf(to),
          class: isUnread ? `${kind} unread` : kind,
          "aria-current": isCurrent ? "page" : null,
          onclick: (event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            go(to);
          },
        },
        make("span", { class: "sign", "aria-hidden": "true", text: kind === "app" ? "" : "#" }),
        make("span", { text }),
        isUnread ? make("span", { class: "unread-mark", "aria-label": "new messages" }) : null,
      ),
    );
  };
  const channels = snapshot.channels.filter((channel) => !channel.is_im);
  const direct = snapshot.channels.find((channel) => channel.is_im);
  replace(
    byId("channels"),
    channels.map((channel) => link(channel.id, channel.name, "channel", place.in === channel.id)),
  );
  const inApp = [HOME, direct?.id ?? ""].includes(place.in);
  const target = direct && unread.has(direct.id) ? direct.id : HOME;
  replace(byId("apps"), direct ? [link(target, snapshot.app.name, "app", inApp)] : []);
  showPeople(snapshot);
}

/** @param {Snapshot} snapshot */
function showPeople(snapshot) {
  const select = /** @type {HTMLSelectElement} */ (byId("view-as"));
  if (!select.options.length) {
    select.append(
      ...snapshot.people.map((person) => make("option", { value: person.id, text: person.name })),
    );
  }
  select.value = snapshot.me.id;
}

/** @param {HTMLElement} list @param {HTMLElement[]} items */
function replace(list, items) {
  const held = [...list.querySelectorAll("a")].findIndex((one) => one === document.activeElement);
  list.replaceChildren(...items);
  if (held >= 0) list.querySelectorAll("a")[held]?.focus();
}
