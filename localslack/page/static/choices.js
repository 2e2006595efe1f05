// Radio buttons and checkboxes.

import { make } from "./dom.js";
import { renderText } from "./mrkdwn.js";
import { shownValue } from "./values.js";

/**
 * @import { Option } from "../block_kit"
 * @import { Context, Control } from "./elements.js"
 * @import { Value } from "./values.js"
 */

let groups = 0;

/**
 * Renders radio_buttons.
 * @param {Control} control
 * @returns {HTMLElement}
 */
export function renderRadioButtons(control) {
  return renderChoices(control, "radio", ([option]) => option ?? null);
}

/**
 * Renders checkboxes.
 * @param {Control} control
 * @returns {HTMLElement}
 */
export function renderCheckboxes(control) {
  return renderChoices(control, "checkbox", (options) => options);
}

/** @param {Control} control @param {string} type @param {(options: Option[]) => Value} valueOf */
function renderChoices(control, type, valueOf) {
  const { element, attributes, context } = control;
  /** @type {Option[]} */
  const options = element.options;
  const { "data-block-id": blockId, "data-action-id": actionId, ...named } = attributes;
  if (type === "checkbox") named["aria-required"] = null; // a group has no such property
  const name = `choice-${(groups += 1)}`;
  const shown = /** @type {Option | Option[] | null} */ (
    shownValue(element, control.block, context.state)
  );
  let chosen = [shown ?? []].flat().map((option) => option.value);
  const boxes = options.map((option) =>
    make("input", {
      type,
      name,
      value: option.value,
      checked: chosen.includes(option.value),
      "data-block-id": blockId,
      "data-action-id": actionId,
    }),
  );
  async function changed() {
    const now = options.filter((_, index) => boxes[index].checked);
    if (await control.choose(valueOf(now))) chosen = now.map((option) => option.value);
    else for (const box of boxes) box.checked = chosen.includes(box.value);
  }
  const role = type === "radio" ? "radiogroup" : "group";
  const rows = options.map((option, index) => renderChoice(option, boxes[index], context));
  return make("div", { ...named, role, class: "choices", onchange: changed }, ...rows);
}

/** @param {Option} option @param {HTMLElement} box @param {Context} context */
function renderChoice(option, box, { names }) {
  const description = option.description
    ? make("span", { class: "choice-description" }, renderText(option.description, names))
    : null;
  const words = make("span", {}, renderText(option.text, names), description);
  return make("label", { class: "choice" }, box, words);
}
