// Input blocks: a label, an element, a hint, and what is wrong with the entry.
// https://docs.slack.dev/reference/block-kit/blocks/input-block

import { make } from "./dom.js";
import { renderElement } from "./elements.js";
import { isEmpty, shownValue } from "./values.js";

/**
 * @import { Block, State } from "../block_kit"
 * @import { Context } from "./elements.js"
 */

const REQUIRED = "Please complete this required field.";

let inputs = 0;

/**
 * Renders an input block; null if its element is unknown here.
 * @param {Block} block
 * @param {Context} context
 * @returns {HTMLElement | null}
 */
export function renderInput(block, context) {
  const id = `input-${(inputs += 1)}`;
  const field = {
    label: `${id}-label`,
    describedBy: `${id}-hint ${id}-error`,
    required: !block.optional,
  };
  const element = renderElement(block.element, block, context, field);
  if (!element) return null;
  const optional = block.optional
    ? make("span", { class: "input-optional", text: " (optional)" })
    : null;
  const input = make(
    "div",
    { class: "block block-input", "data-input": block.block_id },
    make("div", { class: "input-label", id: field.label }, block.label.text, optional),
    element,
    make("p", { class: "input-error", id: `${id}-error`, hidden: true }),
    make("p", { class: "input-hint", id: `${id}-hint`, text: block.hint?.text ?? "", hidden: !block.hint }),
  );
  const label = input.querySelector(".input-label");
  label?.addEventListener("click", () => controlOf(input)?.focus());
  showError(input, context.errors?.[block.block_id]);
  return input;
}

/**
 * Says at each input what is wrong with it, and gives the first such one the focus.
 * @param {HTMLElement} within
 * @param {Record<string, string>} errors  block id → what is wrong
 * @returns {boolean} whether anything is wrong
 */
export function showErrors(within, errors) {
  const wrong = [];
  /** @type {NodeListOf<HTMLElement>} */
  const shown = within.querySelectorAll("[data-input]");
  for (const input of shown) {
    const error = errors[input.dataset.input ?? ""];
    showError(input, error);
    if (error) wrong.push(input);
  }
  if (wrong.length) controlOf(wrong[0])?.focus();
  return wrong.length > 0;
}

/**
 * What Slack's client itself finds wrong before it submits.
 * @param {Block[]} blocks
 * @param {State} state
 * @returns {Record<string, string>} block id → what is wrong
 */
export function findErrors(blocks, state) {
  /** @type {Record<string, string>} */
  const errors = {};
  for (const block of blocks) {
    if (block.type !== "input") continue;
    const value = shownValue(block.element, block, state);
    const least = block.element.min_length ?? 0;
    if (!block.optional && isEmpty(value)) errors[block.block_id] = REQUIRED;
    else if (typeof value === "string" && value.length && value.length < least) {
      errors[block.block_id] = `Please enter at least ${least} characters.`;
    }
  }
  return errors;
}

/** @param {HTMLElement} input */
function showError(input, error = "") {
  const shown = /** @type {HTMLElement} */ (input.querySelector(".input-error"));
  shown.textContent = error;
  shown.hidden = !error;
  const group = input.querySelector("[role=radiogroup], [role=group].choices");
  (group ?? controlOf(input))?.setAttribute("aria-invalid", String(Boolean(error)));
}

/**
 * @param {HTMLElement} input
 * @returns {HTMLElement | null}
 */
function controlOf(input) {
  return input.querySelector("[data-action-id]:checked") ?? input.querySelector("[data-action-id]");
}
