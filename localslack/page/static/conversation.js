// Messages of one place or one thread, drawn so that a new snapshot changes only what is new:
// focus, scrolling and typed text stay.

import { renderBlocks } from "./blocks.js";
import { focusedIn, keepFocus, make } from "./dom.js";
import { icon } from "./icons.js";
import { renderMrkdwn } from "./mrkdwn.js";

/**
 * @import { Author, Message } from "../snapshot"
 * @import { Context } from "./elements.js"
 * @import { Names } from "./mrkdwn.js"
 *
 * @typedef {object} Handlers
 * @property {(message: Message) => Context} context  what its blocks need
 * @property {(button: HTMLElement, message: Message) => void} menu
 * @property {((message: Message) => void) | null} thread  null inside a thread
 * @property {(isSeen: boolean) => void} seen  the newest message comes into sight, or something new
 *   is out of sight
 *
 * A message on the screen; `edits` and `count` (of replies) are those that are drawn.
 * @typedef {{element: HTMLElement, content: HTMLElement, edited: HTMLElement, replies: HTMLElement,
 *   message: Message, edits: number, count: number}} Entry
 */

const NEAR_END_PX = 80; // so near, what comes next is brought into sight
const AT_END_PX = 4; // so near, the end stays in sight while sizes change
const OWN_ANSWER_MS = 3000; // so long after somebody acted, the next message counts as the answer

export class Conversation {
  /**
   * @param {HTMLElement} scroller  the log
   * @param {Handlers} handlers
   */
  constructor(scroller, handlers) {
    this.scroller = scroller;
    this.handlers = handlers;
    this.list = make("div", { class: "messages" });
    /** @type {Map<string, Entry>} */
    this.shown = new Map(); // by ts
    this.key = "";
    this.awaitedUntil = 0;
    this.follows = true; // keeps the end in sight while sizes change
    scroller.append(this.list);
    scroller.addEventListener("scroll", () => this.#notice());
    const sizes = new ResizeObserver(() => this.follows && this.scrollToEnd());
    for (const element of [scroller, this.list]) sizes.observe(element);
  }

  /**
   * Show messages, oldest first; `key` names the place, `replies` is ts → count.
   * @param {string} key
   * @param {Message[]} messages
   * @param {Map<string, number>} replies
   * @param {Names} names
   */
  show(key, messages, replies, names) {
    const isElsewhere = key !== this.key;
    if (isElsewhere) this.#clear(key);
    const wasAtEnd = this.#isAtEnd(NEAR_END_PX);
    const known = new Set(messages.map((message) => message.ts));
    for (const [ts, entry] of this.shown) {
      if (!known.has(ts)) this.#remove(ts, entry.element);
    }
    /** @type {HTMLElement | null} */
    let newest = null;
    for (const message of messages) newest = this.#place(message, names) ?? newest;
    for (const [ts, entry] of this.shown) this.#showReplies(entry, replies.get(ts) ?? 0);
    if (isElsewhere) this.#begin(messages);
    else if (newest && (wasAtEnd || performance.now() < this.awaitedUntil)) this.#reveal(newest);
    else if (newest) this.handlers.seen(false);
  }

  /** The person did something: what comes next is to be brought into sight. */
  awaitAnswer() {
    this.awaitedUntil = performance.now() + OWN_ANSWER_MS;
  }

  scrollToEnd() {
    this.follows = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** @param {Message[]} messages */
  #begin(messages) {
    this.handlers.seen(true);
    const hasAnswers = messages.some(({ author }) => author.kind === "app");
    const last = [...this.shown.values()].at(-1);
    if (last && hasAnswers && this.handlers.thread) this.#reveal(last.element);
    else {
      // A first visit begins with the welcome, a thread with what was asked.
      this.follows = false;
      this.scroller.scrollTop = 0;
    }
  }

  #notice() {
    this.follows = this.#isAtEnd(AT_END_PX);
    if (this.#isAtEnd(NEAR_END_PX)) this.handlers.seen(true);
  }

  /** @param {number} within */
  #isAtEnd(within) {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < within;
  }

  /**
   * Bring a message into sight: its beginning, if it is taller than the window.
   * @param {HTMLElement} element
   */
  #reveal(element) {
    this.awaitedUntil = 0;
    const beginning = element.offsetTop - this.scroller.offsetTop - 8;
    this.scrollToEnd();
    if (this.scroller.scrollTop <= beginning) return;
    this.follows = false;
    this.scroller.scrollTop = beginning;
  }

  /** @param {string} key */
  #clear(key) {
    this.key = key;
    this.shown.clear();
    this.list.replaceChildren();
  }

  /** @param {string} ts @param {HTMLElement} element */
  #remove(ts, element) {
    const hadFocus = focusedIn(element);
    element.remove();
    this.shown.delete(ts);
    if (hadFocus) this.scroller.focus({ preventScroll: true });
  }

  /**
   * Draw a message that is new or has changed; the element if it is new.
   * @param {Message} message
   * @param {Names} names
   */
  #place(message, names) {
    const entry = this.shown.get(message.ts);
    if (entry?.edits === message.edits) return null;
    if (entry) {
      entry.edits = message.edits;
      entry.edited.hidden = false;
      keepFocus(entry.element, () => entry.content.replaceChildren(this.#content(message, names)));
      return null;
    }
    const built = this.#build(message, names);
    this.shown.set(message.ts, built);
    this.list.append(built.element);
    return built.element;
  }

  /**
   * @param {Message} message
   * @param {Names} names
   * @returns {Entry}
   */
  #build(message, names) {
    const { author } = message;
    const date = new Date(Number(message.ts) * 1000);
    const time = date.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
    const content = make("div", { class: "content" }, this.#content(message, names));
    const edited = make("span", { class: "edited", text: "(changed)", hidden: !message.edits });
    const replies = make("div", { class: "replies" });
    const element = make(
      "article",
      { class: message.ephemeral ? "message private" : "message", "data-ts": message.ts, "aria-label": `${author.name}, ${time}` },
      make("div", { class: `avatar ${avatarClass(author)}`, "aria-hidden": "true", text: initials(author) }),
      make(
        "div",
        { class: "body" },
        message.ephemeral ? make("p", { class: "only-you" }, icon("eye"), "Only visible to you") : null,
        make(
          "div",
          { class: "byline" },
          make("strong", { text: author.name }),
          author.kind === "person" ? null : make("span", { class: "badge", text: "App" }),
          make("time", { datetime: date.toISOString(), text: time }),
          edited,
        ),
        content,
        replies,
      ),
      this.#actions(message),
    );
    return { element, content, edited, replies, message, edits: message.edits, count: 0 };
  }

  /** @param {Message} message @param {Names} names */
  #content(message, names) {
    if (!message.blocks.length) return make("div", { class: "message-text" }, renderMrkdwn(message.text, names));
    return renderBlocks(message.blocks, this.handlers.context(message));
  }

  /** @param {Message} message */
  #actions(message) {
    if (message.ephemeral) return null;
    const { thread } = this.handlers;
    /** @type {HTMLButtonElement} */
    const more = make(
      "button",
      {
        type: "button", class: "icon-button", title: "More actions", "aria-haspopup": "menu", "aria-expanded": "false",
        "aria-label": `More actions on the message of ${message.author.name}`,
        onclick: () => this.handlers.menu(more, message),
      },
      icon("more"),
    );
    const reply = thread
      ? make(
          "button",
          { type: "button", class: "icon-button", title: "Reply in thread", "aria-label": `Reply to ${message.author.name} in a thread`, onclick: () => thread(message) },
          icon("reply"),
        )
      : null;
    return make("div", { class: "message-actions" }, reply, more);
  }

  /** @param {Entry} entry @param {number} count */
  #showReplies(entry, count) {
    const { thread } = this.handlers;
    if (!thread || entry.count === count) return;
    entry.count = count;
    const text = count === 1 ? "1 reply" : `${count} replies`;
    const open = make("button", { type: "button", class: "link-button", text, onclick: () => thread(entry.message) });
    entry.replies.replaceChildren(...(count ? [open] : []));
  }
}

const initials = (/** @type {Author} */ { name }) =>
  name.split(" ").slice(0, 2).map((word) => word[0].toUpperCase()).join("");

/** @param {Author} author */
function avatarClass({ kind, name }) {
  if (kind !== "person") return kind;
  return `person-${[...name].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0) % 3}`;
}
