// Messages of one place or one thread, drawn so that a new snapshot changes only what is new:
// focus, scrolling and typed text stay.

import { renderBlocks } from "./blocks.js";
import { keepFocus, make } from "./dom.js";
import { icon } from "./icons.js";
import { renderMrkdwn } from "./mrkdwn.js";

const NEAR_END_PX = 80; // so near, what comes next is brought into sight
const AT_END_PX = 4; // so near, the end stays in sight while sizes change
const OWN_ANSWER_MS = 3000; // so long after somebody acted, the next message counts as the answer

export class Conversation {
  /**
   * `scroller` is the log; `handlers` = {context(message) → what renderBlocks needs,
   * menu(button, message), thread(message) or null inside a thread, seen(whether) when the newest
   * message comes into sight or something new is out of sight}.
   */
  constructor(scroller, handlers) {
    this.scroller = scroller;
    this.handlers = handlers;
    this.list = make("div", { class: "messages" });
    this.shown = new Map();
    this.key = "";
    this.awaitedUntil = 0;
    this.follows = true; // keeps the end in sight while sizes change
    scroller.append(this.list);
    scroller.addEventListener("scroll", () => this.#notice());
    const sizes = new ResizeObserver(() => this.follows && this.scrollToEnd());
    for (const element of [scroller, this.list]) sizes.observe(element);
  }

  /** Show messages, oldest first; `key` names the place, `replies` is ts → count. */
  show(key, messages, replies, names) {
    const isElsewhere = key !== this.key;
    if (isElsewhere) this.#clear(key);
    const wasAtEnd = this.#isAtEnd(NEAR_END_PX);
    const known = new Set(messages.map((message) => message.ts));
    for (const [ts, entry] of this.shown) {
      if (!known.has(ts)) this.#remove(ts, entry.element);
    }
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

  #begin(messages) {
    this.handlers.seen(true);
    const hasAnswers = messages.some(({ author }) => author.kind === "app");
    if (hasAnswers && this.handlers.thread) this.#reveal(this.list.lastElementChild);
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

  #isAtEnd(within) {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < within;
  }

  /** Bring a message into sight: its beginning, if it is taller than the window. */
  #reveal(element) {
    this.awaitedUntil = 0;
    const beginning = element.offsetTop - this.scroller.offsetTop - 8;
    this.scrollToEnd();
    if (this.scroller.scrollTop <= beginning) return;
    this.follows = false;
    this.scroller.scrollTop = beginning;
  }

  #clear(key) {
    this.key = key;
    this.shown.clear();
    this.list.replaceChildren();
  }

  #remove(ts, element) {
    const hadFocus = element.contains(document.activeElement);
    element.remove();
    this.shown.delete(ts);
    if (hadFocus) this.scroller.focus({ preventScroll: true });
  }

  /** Draw a message that is new or has changed; returns the element if it is new. */
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

  #content(message, names) {
    if (!message.blocks.length) return make("div", { class: "message-text" }, renderMrkdwn(message.text, names));
    return renderBlocks(message.blocks, this.handlers.context(message));
  }

  #actions(message) {
    if (message.ephemeral) return null;
    const more = make(
      "button",
      {
        type: "button", class: "icon-button", title: "More actions", "aria-haspopup": "menu", "aria-expanded": "false",
        "aria-label": `More actions on the message of ${message.author.name}`,
        onclick: () => this.handlers.menu(more, message),
      },
      icon("more"),
    );
    const reply = this.handlers.thread
      ? make(
          "button",
          { type: "button", class: "icon-button", title: "Reply in thread", "aria-label": `Reply to ${message.author.name} in a thread`, onclick: () => this.handlers.thread(message) },
          icon("reply"),
        )
      : null;
    return make("div", { class: "message-actions" }, reply, more);
  }

  #showReplies(entry, count) {
    if (!this.handlers.thread || entry.count === count) return;
    entry.count = count;
    const text = count === 1 ? "1 reply" : `${count} replies`;
    const open = make("button", { type: "button", class: "link-button", text, onclick: () => this.handlers.thread(entry.message) });
    entry.replies.replaceChildren(...(count ? [open] : []));
  }
}

const initials = ({ name }) =>
  name.split(" ").slice(0, 2).map((word) => word[0].toUpperCase()).join("");

function avatarClass({ kind, name }) {
  if (kind !== "person") return kind;
  return `person-${[...name].reduce((sum, sign) => sum + sign.codePointAt(0), 0) % 3}`;
}
