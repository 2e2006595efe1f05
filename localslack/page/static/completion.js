// What the composer offers while the person types: the command, what can follow it, the mention.

import { make } from "./dom.js";

/**
 * @import { Command } from "../snapshot"
 *
 * @typedef {{text: string, note: string}} Offer
 *
 * `app` is the app's name; `invites`: it is not in the channel yet.
 * @typedef {{commands: Command[], app: string, invites: boolean}} Offered
 */

/**
 * The offers for what stands in the composer; whole texts, best first.
 * @param {string} typed
 * @param {Offered} offered
 * @returns {Offer[]}
 */
export function offersFor(typed, { commands, app, invites }) {
  if (/^@\w*$/.test(typed)) {
    const mention = `@${app} `;
    return starts(mention, typed) ? [{ text: mention, note: "Ask in the channel, for everyone" }] : [];
  }
  if (!typed.startsWith("/")) return [];
  const offers = [
    ...commands.flatMap(({ name, hint, note }) => [
      { text: `${name} `, note },
      ...examplesOf(hint).map((rest) => ({ text: `${name} ${rest}`, note: "" })),
    ]),
    ...(invites ? [{ text: `/invite @${app}`, note: "Add it to this channel" }] : []),
  ];
  return offers.filter(({ text }) => starts(text, typed) && text !== typed);
}

const examplesOf = (/** @type {string} */ hint) => hint.split(" | ").filter(Boolean);

/** @param {string} text @param {string} typed */
const starts = (text, typed) => text.toLowerCase().startsWith(typed.toLowerCase());

/** The list of offers below a text field: which one is active, and how it is drawn. */
export class OfferList {
  /** @param {HTMLElement} field @param {(offer: Offer) => void} take */
  constructor(field, take) {
    this.field = field;
    this.take = take;
    /** @type {Offer[]} */
    this.offers = [];
    this.active = -1;
    this.list = make("ul", { id: `${field.id}-offers`, class: "offers", role: "listbox", "aria-label": "Commands", hidden: true });
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
  }

  get isOpen() {
    return this.offers.length > 0;
  }

  /**
   * Show offers; the first is active if `preselect`.
   * @param {Offer[]} offers
   * @param {boolean} preselect
   */
  show(offers, preselect) {
    this.offers = offers;
    this.list.hidden = !this.isOpen;
    this.list.replaceChildren(...offers.map((offer, index) => this.#item(offer, index)));
    this.activate(preselect && this.isOpen ? 0 : -1);
  }

  hide() {
    this.show([], false);
  }

  /**
   * Move the active offer by one, round the ends.
   * @param {1 | -1} step
   */
  move(step) {
    const count = this.offers.length;
    this.activate(this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count);
  }

  /** @param {number} index */
  activate(index) {
    this.active = index;
    [...this.list.children].forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === index));
      if (at === index) item.scrollIntoView({ block: "nearest" });
    });
    if (index < 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", this.list.children[index].id);
  }

  /** @param {Offer} offer @param {number} index */
  #item(offer, index) {
    const properties = { id: `${this.list.id}-${index}`, role: "option", "aria-selected": "false" };
    const item = make("li", properties, make("code", { text: offer.text.trim() }), make("span", { text: offer.note }));
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // the field keeps the focus
      this.take(offer);
    });
    return item;
  }
}
