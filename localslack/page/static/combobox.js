// A control with a list of options: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
// Without typing it is a button; with typing, a text field whose options follow what is typed.

import { make } from "./dom.js";
import { Listbox } from "./listbox.js";
import { openPopup } from "./popup.js";

const TYPING_MS = 150; // of a pause in typing, before options are asked for
const LETTERS_MS = 700; // within which typed letters belong together

/**
 * @import { Group, Option } from "../block_kit"
 *
 * @typedef {object} Settings
 * @property {Record<string, string | null>} attributes  of what has the focus
 * @property {string} placeholder
 * @property {Option | null} chosen
 * @property {boolean} typing  whether options follow what is typed
 * @property {number} [least]  so many characters must be typed first
 * @property {boolean} clearable
 * @property {(typed: string) => Promise<Group[]>} load  may reject with an Error for people to read
 * @property {(option: Option | null) => Promise<boolean>} choose  false: nothing was chosen
 */

/** A combobox; `node` is what the page shows. */
export class Combobox {
  /** @param {Settings} settings */
  constructor(settings) {
    this._settings = settings;
    this._chosen = settings.chosen;
    const { "aria-label": label, "aria-labelledby": labelledBy } = settings.attributes;
    const name = { "aria-label": label, "aria-labelledby": labelledBy };
    this._list = new Listbox(name, (option) => this._pick(option));
    this._note = make("p", { class: "listbox-note", hidden: true });
    this._popup = make("div", { class: "popup", popover: "manual" }, this._list.node, this._note);
    this._status = make("p", { class: "combobox-status", role: "status" });
    this._trigger = this._makeTrigger();
    this._clear = make("button", {
      type: "button",
      class: "combobox-clear",
      "aria-label": "Clear",
      text: "×",
      onclick: () => this._pick(null),
    });
    this.node = make(
      "div",
      { class: "combobox" },
      this._trigger,
      settings.clearable ? this._clear : null,
      this._popup,
      this._status,
    );
    /** @type {(() => void) | null} */
    this._closePopup = null;
    this._pause = 0;
    this._turn = 0; // of asking for options: a late answer to an older one is ignored
    this._letters = "";
    this._showChosen();
  }

  _makeTrigger() {
    const { attributes, placeholder, typing } = this._settings;
    const trigger = make(typing ? "input" : "button", {
      ...attributes,
      type: typing ? "text" : "button",
      class: "combobox-trigger",
      role: "combobox",
      placeholder: typing ? placeholder : null,
      autocomplete: typing ? "off" : null,
      "aria-autocomplete": typing ? "list" : null,
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-controls": this._list.id,
      onclick: () => (this._closePopup && !typing ? this._close() : this._open()),
      onkeydown: (event) => this._key(event),
      onfocusout: () => this._close(),
    });
    if (typing) trigger.addEventListener("input", () => this._typed());
    // Pressing an option, or the list's scroll bar, leaves the focus where it is.
    this._popup.addEventListener("mousedown", (event) => event.preventDefault());
    return trigger;
  }

  _showChosen() {
    const text = this._chosen?.text.text ?? "";
    if (this._trigger instanceof HTMLInputElement) this._trigger.value = text;
    else this._trigger.textContent = text || this._settings.placeholder;
    this._trigger.classList.toggle("empty", !text);
    this._clear.hidden = !text;
  }

  _open() {
    if (this._closePopup) return;
    if (this._trigger instanceof HTMLInputElement) this._trigger.select();
    this._show();
    this._ask("");
  }

  _show() {
    this._closePopup ??= openPopup(this._popup, this._trigger, () => this._close());
    this._trigger.setAttribute("aria-expanded", "true");
  }

  _close() {
    this._turn += 1;
    this._letters = "";
    clearTimeout(this._pause);
    if (!this._closePopup) return;
    this._closePopup();
    this._closePopup = null;
    this._trigger.setAttribute("aria-expanded", "false");
    this._trigger.removeAttribute("aria-activedescendant");
    this._status.textContent = "";
    this._showChosen();
  }

  _typed() {
    clearTimeout(this._pause);
    this._pause = setTimeout(() => {
      this._show();
      this._ask(this._trigger.value.trim());
    }, TYPING_MS);
  }

  /** @param {string} typed */
  async _ask(typed) {
    const turn = (this._turn += 1);
    const { least = 0, load } = this._settings;
    if (typed.length < least) {
      this._list.show([], null);
      this._tell(least === 1 ? "Type to search." : `Type at least ${least} characters.`);
      return;
    }
    if (!this._list.size) this._tell("Searching…");
    let nothing = "Nothing found.";
    const groups = await load(typed).catch((/** @type {Error} */ error) => {
      nothing = error.message;
      return [];
    });
    if (turn !== this._turn) return;
    this._list.show(groups, this._chosen);
    if (this._letters) this._list.find(this._letters);
    this._markActive();
    this._tell(this._list.size ? "" : nothing);
    if (this._settings.typing && this._list.size) this._status.textContent = results(this._list.size);
  }

  /** @param {string} note */
  _tell(note) {
    this._note.textContent = this._status.textContent = note;
    this._note.hidden = !note;
  }

  _markActive() {
    const id = this._list.activeId;
    if (id) this._trigger.setAttribute("aria-activedescendant", id);
    else this._trigger.removeAttribute("aria-activedescendant");
  }

  /** @param {Option | null} option */
  async _pick(option) {
    const before = this._chosen;
    this._chosen = option;
    this._close();
    this._showChosen();
    this._trigger.focus();
    this._trigger.ariaBusy = "true";
    const isChosen = await this._settings.choose(option);
    this._trigger.ariaBusy = null;
    if (isChosen || this._chosen !== option) return;
    this._chosen = before;
    this._showChosen();
  }

  // Keys

  /** @param {KeyboardEvent} event */
  _key(event) {
    const isOpen = Boolean(this._closePopup);
    if (isOpen ? this._keyWhileOpen(event) : this._keyWhileClosed(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /**
   * Whether the key meant something here.
   * @param {KeyboardEvent} event
   */
  _keyWhileClosed(event) {
    const isLetter = this._isLetter(event);
    if (!isLetter && event.key !== "ArrowDown" && event.key !== "ArrowUp") return false;
    this._open();
    if (isLetter) this._findLetters(event.key);
    return true;
  }

  /** @param {KeyboardEvent} event */
  _keyWhileOpen(event) {
    const { typing } = this._settings;
    const picks = event.key === "Enter" || (event.key === " " && !typing && !this._letters);
    if (picks && this._list.active) this._pick(this._list.active);
    else if (event.key === "Escape") this._close();
    else if (event.key === "ArrowDown") this._list.move(1);
    else if (event.key === "ArrowUp") this._list.move(-1);
    else if (event.key === "Home" && !typing) this._list.activate(0);
    else if (event.key === "End" && !typing) this._list.activate(-1);
    else if (this._isLetter(event)) this._findLetters(event.key);
    else return picks;
    if (this._closePopup) this._markActive();
    return true;
  }

  /** @param {KeyboardEvent} event */
  _isLetter(event) {
    const isPlain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    return isPlain && !this._settings.typing && (event.key !== " " || Boolean(this._letters));
  }

  /** @param {string} letter */
  _findLetters(letter) {
    this._letters += letter.toLowerCase();
    clearTimeout(this._pause);
    this._pause = setTimeout(() => (this._letters = ""), LETTERS_MS);
    this._list.find(this._letters);
  }
}

/** @param {number} count */
function results(count) {
  return count === 1 ? "1 result" : `${count} results`;
}
