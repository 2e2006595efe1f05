// Radio buttons and checkboxes.

import { make } from "./dom.js";
import { renderText } from "./mrkdwn.js";
import { shownValue } from "./values.js";

let groups = 0;

/**
 * Renders radio_buttons.
 * @param {import("./elements.js").Control} control
 * @returns {HTMLElement}
 */
export function renderRadioButtons(control) {
  const chosen = shownValue(control.element, control.block, control.context.state);
  return renderChoices(control, "radio", chosen ? [chosen] : [], ([option]) => option ?? null);
}

/**
 * Renders checkboxes.
 * @param {import("./elements.js").Control} control
 * @returns {HTMLElement}
 */
export function renderCheckboxes(control) {
  const chosen = shownValue(control.element, control.block, control.context.state);
  return renderChoices(control, "checkbox", chosen, (options) => options);
}

function renderChoices(control, type, initial, valueOf) {
  const { element, attributes, context } = control;
  const { "data-block-id": blockId, "data-action-id": actionId, ...named } = attributes;
  if (type === "checkbox") named["aria-required"] = null; // a group has no such property
  const name = `choice-${(groups += 1)}`;
  let chosen = initial.map((option) => option.value);
  const boxes = element.options.map((option) =>
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
    const options = element.options.filter((_, index) => boxes[index].checked);
    if (await control.choose(valueOf(options))) chosen = options.map((option) => option.value);
    else for (const box of boxes) box.checked = chosen.includes(box.value);
  }
  const role = type === "radio" ? "radiogroup" : "group";
  const rows = element.options.map((option, index) => renderChoice(option, boxes[index], context));
  return make("div", { ...named, role, class: "choices", onchange: changed }, ...rows);
}

function renderChoice(option, box, { names }) {
  const description = option.description
    ? make("span", { class: "choice-description" }, renderText(option.description, names))
    : null;
  const words = make("span", {}, renderText(option.text, names), description);
  return make("label", { class: "choice" }, box, words);
}
