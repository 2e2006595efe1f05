// What a person has entered, as Slack's payloads carry it ("state"), and as the page sends it.

/**
 * @import { Block, Element, Entry, Option, State } from "../block_kit"
 *
 * @typedef {string | Option | Option[] | null} Value  what an element shows: text, what is chosen
 * @typedef {string | string[] | Option | null} Given  what the page sends for it
 */

/**
 * Element type → [key of its value in an entry, key of its initial value]
 * @type {Record<string, [Exclude<keyof Entry, "type">, string]>}
 */
const KEYS = {
  plain_text_input: ["value", "initial_value"],
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  checkboxes: ["selected_options", "initial_options"],
  conversations_select: ["selected_conversation", "initial_conversation"],
};

/**
 * Whether an element holds a value (a button doesn't).
 * @param {Element} element
 */
export function holdsValue(element) {
  return element.type in KEYS;
}

/**
 * What an element shows: what was entered, else its initial value.
 * @param {Element} element
 * @param {Block} block
 * @param {State} state
 * @returns {Value}
 */
export function shownValue(element, block, state) {
  const [key, initial] = KEYS[element.type];
  const entry = state?.[block.block_id]?.[element.action_id];
  return (entry ? entry[key] : element[initial]) ?? (key === "selected_options" ? [] : null);
}

/**
 * An entry for what a person chose or typed.
 * @param {Element} element
 * @param {Value} value
 * @returns {Entry}
 */
export function entryOf(element, value) {
  return { type: element.type, [KEYS[element.type][0]]: value };
}

/**
 * What the page sends for what an element shows.
 * @param {Element} element
 * @param {Value} value
 * @returns {Given}
 */
export function givenOf(element, value) {
  if (Array.isArray(value)) return value.map((option) => option.value);
  if (value === null || typeof value === "string") return value;
  if (element.type === "external_select") return value; // Slack does not know its options
  return value.value;
}

/**
 * Whether a required input still lacks this value.
 * @param {Value} value
 */
export function isEmpty(value) {
  if (typeof value === "string") return !value.trim();
  return value === null || (Array.isArray(value) && !value.length);
}

/**
 * The elements of blocks that hold a value, each with its block.
 * @param {Block[]} blocks
 * @returns {{block: Block, element: Element}[]}
 */
export function inputsOf(blocks) {
  return blocks.flatMap((block) =>
    [block.element, block.accessory, ...(block.type === "actions" ? block.elements : [])]
      .filter((element) => element && holdsValue(element))
      .map((element) => ({ block, element })),
  );
}

/**
 * What stands in the input blocks, as `submit` and `press` send it.
 * @param {Block[]} blocks
 * @param {State} state
 * @returns {Record<string, Given>} block id → what is given
 */
export function valuesOf(blocks, state) {
  const inputs = inputsOf(blocks).filter(({ block }) => block.type === "input");
  return Object.fromEntries(
    inputs.map(({ block, element }) => [
      block.block_id,
      givenOf(element, shownValue(element, block, state)),
    ]),
  );
}
