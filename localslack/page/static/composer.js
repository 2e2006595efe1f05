// The box to type in: completion, history, one line that says what went wrong.

import { OfferList, offersFor } from "./completion.js";
import { make } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @import { Answer } from "../snapshot"
 * @import { Offer, Offered } from "./completion.js"
 *
 * `key` names person and place: each has its own draft; `label` says where one writes.
 * @typedef {Offered & {key: string, person: string, label: string, placeholder: string}} Settings
 */

const REMEMBERED = 50;

export class Composer {
  /**
   * `say` sends a text; `id` tells two composers apart.
   * @param {HTMLElement} container
   * @param {{id: string, say: (text: string) => Promise<Answer>}} options
   */
  constructor(container, { id, say }) {
    this.say = say;
    /** @type {Map<string, string>} */
    this.drafts = new Map();
    /** @type {Settings} */
    this.settings = {
      key: "",
      person: "",
      label: "",
      placeholder: "",
      commands: [],
      app: "",
      invites: false,
    };
    /** @type {string[]} */
    this.history = [];
    this.recalled = -1;
    this.field = make("textarea", { id, rows: "1", spellcheck: "true", autocomplete: "off" });
    this.offers = new OfferList(this.field, (offer) => this.#take(offer));
    this.problem = make("p", { class: "composer-problem", id: `${id}-problem`, role: "alert" });
    this.send = make("button", { type: "submit", class: "button primary send", "aria-label": "Send", title: "Send" }, icon("send"));
    this.field.setAttribute("aria-describedby", this.problem.id);
    const form = make("form", { class: "composer-form" }, this.field, this.send);
    container.append(this.offers.list, form, this.problem);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.field.addEventListener("input", () => this.#typed());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("blur", () => this.offers.hide());
    this.send.disabled = true;
  }

  /** @param {Settings} settings */
  configure(settings) {
    const isElsewhere = settings.key !== this.settings.key;
    if (isElsewhere) this.drafts.set(this.settings.key, this.field.value);
    this.settings = settings;
    this.field.placeholder = settings.placeholder;
    this.field.setAttribute("aria-label", settings.label);
    if (!isElsewhere) return;
    this.history = read(settings.person);
    this.problem.textContent = "";
    this.#put(this.drafts.get(settings.key) ?? "");
  }

  focus() {
    this.field.focus();
  }

  /**
   * Send a text as if it had been typed here; what is being typed stays.
   * @param {string} text
   */
  async sendText(text) {
    this.#remember(text);
    this.problem.textContent = "";
    const answer = await this.say(text);
    if (!answer.ok && answer.error) this.problem.textContent = answer.error;
    return answer;
  }

  async #submit() {
    const text = this.field.value.trim();
    if (!text) return;
    this.#put("");
    const answer = await this.sendText(text);
    if (!answer.ok && answer.error && !this.field.value) this.#put(text);
  }

  #typed() {
    this.problem.textContent = "";
    this.recalled = -1;
    this.#fit();
    const typed = this.field.value;
    const { commands } = this.settings;
    const whole =
      !commands.length || commands.some(({ name }) => typed.toLowerCase().startsWith(name));
    this.offers.show(offersFor(typed, this.settings), !whole);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const { key } = event;
    if (this.offers.isOpen && this.#keyInOffers(key)) event.preventDefault();
    else if (key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (key === "ArrowUp" || key === "ArrowDown") {
      if (this.#recall(key === "ArrowUp" ? 1 : -1)) event.preventDefault();
    }
  }

  /** @param {string} key */
  #keyInOffers(key) {
    const { active, offers } = this.offers;
    if (key === "ArrowDown") this.offers.move(1);
    else if (key === "ArrowUp") this.offers.move(-1);
    else if (key === "Escape") this.offers.hide();
    else if ((key === "Enter" || key === "Tab") && active >= 0) this.#take(offers[active]);
    else return false;
    return true;
  }

  /** @param {Offer} offer */
  #take(offer) {
    this.#put(offer.text);
    this.#typed();
    if (!offer.text.endsWith(" ")) this.offers.hide();
    this.focus();
  }

  /** @param {1 | -1} step */
  #recall(step) {
    const next = this.recalled + step;
    const isRecalling = this.recalled >= 0 || this.field.value === "";
    if (!isRecalling || next < -1 || next >= this.history.length) return false;
    this.#put(next < 0 ? "" : this.history[next]);
    this.recalled = next;
    return true;
  }

  /** @param {string} text */
  #remember(text) {
    this.history = [text, ...this.history.filter((said) => said !== text)].slice(0, REMEMBERED);
    write(this.settings.person, this.history);
  }

  /** @param {string} text */
  #put(text) {
    this.field.value = text;
    this.recalled = -1;
    this.offers.hide();
    this.#fit();
  }

  #fit() {
    this.send.disabled = !this.field.value.trim();
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }
}

// What was said outlives a reload, in this tab.

/**
 * @param {string} person
 * @returns {string[]}
 */
function read(person) {
  try {
    return JSON.parse(sessionStorage.getItem(`said:${person}`) ?? "[]");
  } catch {
    return [];
  }
}

/** @param {string} person @param {string[]} said */
function write(person, said) {
  try {
    sessionStorage.setItem(`said:${person}`, JSON.stringify(said));
  } catch {
    // a browser that stores nothing: then it is forgotten
  }
}
