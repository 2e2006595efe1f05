// plain_text_input: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element

import { make } from "./dom.js";
import { entryOf, givenOf, shownValue } from "./values.js";

/** @import { Control } from "./elements.js" */

const PAUSE_MS = 300; // in typing, before the app hears of it
const FEW_LEFT = 0.2; // of max_length: from here on the rest is counted

/**
 * Renders plain_text_input.
 * @param {Control} control
 * @returns {HTMLElement}
 */
export function renderTextInput(control) {
  const { element, block, context, attributes } = control;
  const input = make(element.multiline ? "textarea" : "input", {
    ...attributes,
    class: "text-input",
    type: element.multiline ? null : "text",
    rows: element.multiline ? "4" : null,
    placeholder: element.placeholder?.text,
    maxlength: element.max_length,
    autocomplete: "off",
  });
  input.value = String(shownValue(element, block, context.state) ?? "");
  const left = make("span", { class: "left-to-type", "aria-live": "polite" });
  const typed = () => input.value || null;
  input.addEventListener("input", () => {
    context.enter?.(element, block, entryOf(element, typed()));
    left.textContent = wordsLeft(element.max_length, input.value.length);
  });
  tellWhileTyping(control, input, () => context.press(element, block, givenOf(element, typed())));
  return make("div", { class: "text-field" }, input, left);
}

/** @param {number} most @param {number} length */
function wordsLeft(most, length) {
  const left = most - length;
  return left <= most * FEW_LEFT ? `${left} ${left === 1 ? "character" : "characters"} left` : "";
}

/**
 * With dispatch_action, the app hears of Enter (the default), of each pause in typing, or both.
 * @param {Control} control
 * @param {HTMLElement} input
 * @param {() => unknown} tell
 */
function tellWhileTyping({ element, block }, input, tell) {
  if (block.type === "input" && !block.dispatch_action) return;
  const on = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  let pause = 0;
  if (on.includes("on_enter_pressed")) {
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      tell();
    });
  }
  if (on.includes("on_character_entered")) {
    input.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => input.isConnected && tell(), PAUSE_MS);
    });
  }
}
