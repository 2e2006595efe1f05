// Modals: the top view of the person's stack, as one dialog.
// https://docs.slack.dev/surfaces/modals

import { renderBlocks } from "./blocks.js";
import { focusedIn, make } from "./dom.js";
import { Draft } from "./draft.js";
import { findErrors, showErrors } from "./inputs.js";
import { focusFirst, giveFocusBack, heldFocus, returnFocus } from "./modal_focus.js";
import { valuesOf } from "./values.js";

/**
 * @import { Block, Element, Group } from "../block_kit"
 * @import { Answer, Named, View } from "../snapshot"
 * @import { Context } from "./elements.js"
 * @import { Names } from "./mrkdwn.js"
 * @import { Given } from "./values.js"
 *
 * What a view needs of the page; `values` are those of all inputs, by block id.
 * @typedef {object} Handlers
 * @property {Names} names
 * @property {Named[]} channels
 * @property {(view: View, values: Record<string, Given>) => Promise<Answer>} submit
 * @property {(view: View) => Promise<Answer>} close
 * @property {(view: View, element: Element, block: Block, given: Given,
 *   values: Record<string, Given>) => Promise<Answer>} press
 * @property {(view: View, element: Element, block: Block, typed: string)
 *   => Promise<Group[]>} suggest
 * @property {() => void} [focusBack]  where the focus goes if what opened the modal is gone
 */

/** @type {Modal | null} */
let modal = null;

/**
 * Shows the top of the stack, or nothing if it is empty.
 * @param {View[]} stack
 * @param {Handlers} handlers
 */
export function syncModals(stack, handlers) {
  modal ??= new Modal(handlers);
  modal.sync(stack, handlers);
}

class Modal {
  /** @param {Handlers} handlers */
  constructor(handlers) {
    this._handlers = handlers;
    /** @type {View | null} */
    this._view = null;
    this._drawn = ""; // what the page shows, to draw only what is new
    /** @type {Map<string, Draft>} */
    this._drafts = new Map(); // by view id
    this._submitting = false;
    this._closing = false;
    /** @type {HTMLElement | null} */
    this._opener = null;
    this._title = make("h2", { class: "modal-title", id: "modal-title", tabindex: "-1" });
    this._trouble = make("div", { class: "modal-trouble", role: "alert" });
    this._body = make("div", { class: "modal-body" });
    this._close = make("button", {
      type: "button",
      class: "block-button",
      onclick: () => this._askToClose(),
    });
    this._submit = make("button", { type: "submit", class: "block-button primary" });
    this._dialog = this._build();
    document.body.append(this._dialog);
  }

  _build() {
    const close = () => this._askToClose();
    const cross = { type: "button", class: "modal-cross", "aria-label": "Close", text: "×" };
    const form = make(
      "form",
      { class: "modal-form", novalidate: true, onsubmit: (event) => this._send(event), onkeydown: submitByKey },
      make("div", { class: "modal-head" }, this._title, make("button", { ...cross, onclick: close })),
      this._trouble,
      this._body,
      make("div", { class: "modal-foot" }, this._close, this._submit),
    );
    const dialog = make("dialog", { class: "modal", "aria-labelledby": "modal-title" }, form);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close();
    });
    // A browser may close a dialog without asking: a second Escape, the back gesture of a phone.
    dialog.addEventListener("close", () => this._view && close());
    return dialog;
  }

  /** @param {View[]} stack @param {Handlers} handlers */
  sync(stack, handlers) {
    this._handlers = handlers;
    this._keepDrafts(stack);
    const view = stack.at(-1) ?? null;
    if (!view) {
      this._leave();
      return;
    }
    const drawn = this._pictureOf(view);
    const before = this._view;
    this._view = view;
    if (before?.id !== view.id || drawn !== this._drawn) this._draw(view, before);
    this._drawn = drawn;
  }

  /** @param {View[]} stack */
  _keepDrafts(stack) {
    const before = this._drafts;
    this._drafts = new Map(stack.map((view) => [view.id, before.get(view.id) ?? new Draft()]));
    for (const view of stack) this._drafts.get(view.id)?.reconcile(view);
  }

  /** @param {View} view */
  _stateOf(view) {
    return this._drafts.get(view.id)?.stateOf(view) ?? view.state;
  }

  /** @param {View} view */
  _pictureOf(view) {
    return JSON.stringify({ ...view, state: this._stateOf(view) });
  }

  /**
   * Draws the view; focus and place in the text stay where the controls stay.
   * @param {View} view
   * @param {View | null} before
   */
  _draw(view, before) {
    const held = before?.id === view.id ? heldFocus(this._body) : null;
    this._title.textContent = view.title;
    this._close.textContent = view.close ?? "Cancel";
    this._submit.textContent = view.submit ?? "";
    this._submit.hidden = !view.submit;
    this._trouble.textContent = view.trouble;
    this._body.replaceChildren(renderBlocks(view.blocks, this._context(view)));
    this._show();
    if (showErrors(this._body, view.errors)) return;
    if (held) giveFocusBack(this._body, held, this._title);
    else focusFirst(this._body, this._title);
  }

  /**
   * @param {View} view
   * @returns {Context}
   */
  _context(view) {
    const { names, channels, press, suggest } = this._handlers;
    // Slack may know more by then than when the view was drawn.
    const latest = () => (this._view?.id === view.id ? this._view : view);
    return {
      names,
      channels,
      state: this._stateOf(view),
      errors: view.errors,
      enter: (element, block, entry) => {
        this._drafts.get(view.id)?.enter(element, block, entry);
        this._drawn = this._pictureOf(latest()); // the control shows it already
      },
      press: async (element, block, given) => {
        const values = valuesOf(view.blocks, this._stateOf(latest()));
        this._tell(view, await press(view, element, block, given, values));
      },
      suggest: (element, block, typed) => suggest(view, element, block, typed),
    };
  }

  _show() {
    if (this._dialog.open) return;
    this._opener = focusedIn(document.body);
    this._dialog.showModal();
  }

  _leave() {
    this._view = null;
    if (!this._dialog.open) return;
    this._dialog.close();
    this._body.replaceChildren();
    returnFocus(this._opener, this._handlers.focusBack);
  }

  async _askToClose() {
    if (this._closing || !this._view) return;
    this._closing = true;
    await this._handlers.close(this._view);
    this._closing = false;
    if (this._view && !this._dialog.open) this._dialog.showModal(); // it stayed open after all
  }

  /** @param {SubmitEvent} event */
  async _send(event) {
    event.preventDefault();
    const view = this._view;
    if (this._submitting || !view?.submit) return;
    const state = this._stateOf(view);
    if (showErrors(this._body, findErrors(view.blocks, state))) return;
    this._submitting = true;
    this._trouble.textContent = "";
    this._submit.ariaBusy = "true"; // not disabled: that would take the focus away
    const answer = await this._handlers.submit(view, valuesOf(view.blocks, state));
    this._submitting = false;
    this._submit.ariaBusy = null;
    this._tell(view, answer);
  }

  /**
   * Says what went wrong where the person looks: the page's own news lie below the modal.
   * @param {View} view
   * @param {Answer} answer
   */
  _tell(view, answer) {
    if (answer.error && this._view?.id === view.id) this._trouble.textContent = answer.error;
  }
}

/**
 * Ctrl+Enter submits from a text of several lines too.
 * @param {KeyboardEvent} event
 */
function submitByKey(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  /** @type {HTMLFormElement} */ (event.currentTarget).requestSubmit();
}
