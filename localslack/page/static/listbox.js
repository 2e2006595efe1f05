// The list of a combobox: options, in groups or not, one of them active.
// https://www.w3.org/WAI/ARIA/apg/patterns/listbox/

import { make } from "./dom.js";

let lists = 0;

/**
 * @import { Group, Option } from "../block_kit"
 *
 * @typedef {{option: Option, node: HTMLElement}} Row
 */

/** A listbox that never has the focus itself: a combobox says which option is active. */
export class Listbox {
  /**
   * @param {Record<string, string | null>} name  aria-label or aria-labelledby
   * @param {(option: Option) => void} pick  called when the person points at an option
   */
  constructor(name, pick) {
    this.id = `listbox-${(lists += 1)}`;
    this.node = make("div", { ...name, class: "listbox", role: "listbox", id: this.id });
    this._pick = pick;
    /** @type {Row[]} */
    this._rows = [];
    this._active = -1;
  }

  /** The active option, or undefined. */
  get active() {
    return this._rows[this._active]?.option;
  }

  /** The id of the active option's element, or null. */
  get activeId() {
    return this._rows[this._active]?.node.id ?? null;
  }

  /** How many options there are. */
  get size() {
    return this._rows.length;
  }

  /**
   * Shows options; the chosen one is active, else the first.
   * @param {Group[]} groups
   * @param {Option | null} chosen
   */
  show(groups, chosen) {
    this._rows = [];
    this.node.replaceChildren(...groups.flatMap((group) => this._group(group, chosen?.value)));
    const found = this._rows.findIndex(({ option }) => option.value === chosen?.value);
    this.activate(Math.max(found, 0));
  }

  /**
   * Makes the option at this place active; beyond the ends it goes round.
   * @param {number} index
   */
  activate(index) {
    this._rows[this._active]?.node.classList.remove("active");
    this._active = (index + this._rows.length) % (this._rows.length || 1);
    const node = this._rows[this._active]?.node;
    node?.classList.add("active");
    node?.scrollIntoView({ block: "nearest" });
  }

  /**
   * Makes the option so many places further active.
   * @param {number} step
   */
  move(step) {
    this.activate(this._active + step);
  }

  /**
   * Makes the next option that begins with these letters active, if there is one.
   * @param {string} letters
   */
  find(letters) {
    /** @param {Row} row */
    const begins = ({ option }) => option.text.text.toLowerCase().startsWith(letters);
    const from = this._active + (letters.length === 1 ? 1 : 0);
    const order = [...this._rows.slice(from), ...this._rows.slice(0, from)];
    const found = order.find(begins);
    if (found) this.activate(this._rows.indexOf(found));
  }

  /** @param {Group} group @param {string} [chosen] */
  _group({ label, options }, chosen) {
    const rows = options.map((option) => this._row(option, option.value === chosen));
    if (!label) return rows;
    const id = `${this.id}-group-${this._rows.length}`;
    const heading = make("div", { class: "listbox-label", id, text: label.text });
    return [make("div", { role: "group", "aria-labelledby": id }, heading, ...rows)];
  }

  /** @param {Option} option @param {boolean} chosen */
  _row(option, chosen) {
    const description = option.description
      ? make("span", { class: "option-description", text: option.description.text })
      : null;
    const node = make(
      "div",
      {
        role: "option",
        class: "option",
        id: `${this.id}-${this._rows.length}`,
        "aria-selected": String(chosen),
        onclick: () => this._pick(option),
      },
      option.text.text,
      description,
    );
    this._rows.push({ option, node });
    return node;
  }
}
