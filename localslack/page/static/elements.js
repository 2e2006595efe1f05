// Interactive elements: https://docs.slack.dev/reference/block-kit/block-elements

import { renderCheckboxes, renderRadioButtons } from "./choices.js";
import { renderSelect } from "./selects.js";
import { confirm } from "./confirm.js";
import { make } from "./dom.js";
import { openMenu } from "./menu.js";
import { safeAddress } from "./mrkdwn.js";
import { renderTextInput } from "./text_input.js";
import { entryOf, givenOf } from "./values.js";

/**
 * @import { Block, Element, Entry, Group, Option, State } from "../block_kit"
 * @import { Named } from "../snapshot"
 * @import { Names } from "./mrkdwn.js"
 * @import { Given, Value } from "./values.js"
 *
 * What blocks and elements need of the page.
 * @typedef {object} Context
 * @property {State} state
 * @property {Record<string, string>} [errors]  block id → what is wrong
 * @property {Names} names
 * @property {Named[]} channels  those that the person may choose
 * @property {(element: Element, block: Block, given: Given) => Promise<unknown>} press
 * @property {(element: Element, block: Block, typed: string) => Promise<Group[]>} suggest
 *   rejects with an Error that says why there are none
 * @property {(element: Element, block: Block, entry: Entry) => void} [enter]
 *   notes what was entered
 *
 * What an input block tells its element: ids of its label and of its hint and error.
 * @typedef {{label: string, describedBy: string, required: boolean}} Field
 *
 * A control on the screen: its element, the block around it, and what both need.
 * @typedef {object} Control
 * @property {Element} element
 * @property {Block} block
 * @property {Context} context
 * @property {Record<string, string | null>} attributes  of what has the focus: ids and accessible
 *   name
 * @property {(value: Value) => Promise<boolean>} choose  notes a value and tells the app if it
 *   wants to know; false if the person thought better of it
 */

/** @type {Record<string, (control: Control) => HTMLElement>} */
const RENDERERS = {
  button: renderButton,
  overflow: renderOverflow,
  feedback_buttons: renderFeedback,
  static_select: renderSelect,
  external_select: renderSelect,
  conversations_select: renderSelect,
  radio_buttons: renderRadioButtons,
  checkboxes: renderCheckboxes,
  plain_text_input: renderTextInput,
};

/**
 * Renders an element; null if its type is unknown here.
 * @param {Element} element
 * @param {Block} block
 * @param {Context} context
 * @param {Field | null} field
 * @returns {HTMLElement | null}
 */
export function renderElement(element, block, context, field = null) {
  const render = RENDERERS[element.type];
  return render ? render(control(element, block, context, field)) : null;
}

/**
 * @param {Element} element
 * @param {Block} block
 * @param {Context} context
 * @param {Field | null} field
 * @returns {Control}
 */
function control(element, block, context, field) {
  const told = block.type !== "input" || block.dispatch_action;
  /** @param {Value} value */
  async function choose(value) {
    if (!(await isMeant(element, context))) return false;
    context.enter?.(element, block, entryOf(element, value));
    if (told) await context.press(element, block, givenOf(element, value));
    return true;
  }
  return { element, block, context, choose, attributes: attributesOf(element, block, field) };
}

/** @param {Element} element @param {Block} block @param {Field | null} field */
function attributesOf(element, block, field) {
  const ids = { "data-block-id": block.block_id, "data-action-id": element.action_id };
  if (!field) return { ...ids, "aria-label": element.placeholder?.text ?? null };
  return {
    ...ids,
    "aria-labelledby": field.label,
    "aria-describedby": field.describedBy,
    "aria-required": field.required ? "true" : null,
  };
}

/** @param {Element} element @param {Context} context */
async function isMeant(element, { names }) {
  if (!element.confirm) return true;
  const grave = [element.style, element.confirm.style].includes("danger");
  return confirm(element.confirm, names, grave);
}

/** @param {Control} control */
function renderButton({ element, block, context, attributes }) {
  const address = element.url && safeAddress(element.url);
  const button = make(address ? "a" : "button", {
    ...attributes,
    ...(address ? { href: address, target: "_blank", rel: "noopener noreferrer" } : { type: "button" }),
    class: `block-button ${element.style ?? ""}`,
    "aria-label": element.accessibility_label,
    text: element.text.text,
  });
  button.addEventListener("click", async () => {
    if (button.ariaBusy === "true" || !(await isMeant(element, context))) return;
    button.ariaBusy = "true"; // not disabled: that would take the focus away
    await context.press(element, block, null);
    button.ariaBusy = null;
  });
  return button;
}

/** @param {Control} control */
function renderFeedback({ element, ...control }) {
  const buttons = [element.positive_button, element.negative_button].map((side) =>
    renderButton({ ...control, element: { ...side, type: "button", action_id: element.action_id } }),
  );
  const names = { class: "block-actions", role: "group", "aria-label": "Feedback" };
  return make("div", names, ...buttons);
}

/** @param {Control} control */
function renderOverflow({ element, block, context, attributes }) {
  const press = async (/** @type {Option} */ option) => {
    if (option.url && safeAddress(option.url)) window.open(option.url, "_blank", "noopener");
    if (await isMeant(element, context)) context.press(element, block, option.value);
  };
  /** @type {Option[]} */
  const options = element.options;
  const items = options.map((option) => ({ text: option.text.text, run: () => press(option) }));
  /** @type {HTMLButtonElement} */
  const button = make("button", {
    ...attributes,
    type: "button",
    class: "block-button overflow",
    "aria-label": "More actions",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    text: "⋯",
    onclick: () => openMenu(button, items, "More actions"),
  });
  return button;
}
