// Menus with one choice: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element

import { Combobox } from "./combobox.js";
import { shownValue } from "./values.js";

/**
 * @import { Group, Option } from "../block_kit"
 * @import { Named } from "../snapshot"
 * @import { Control } from "./elements.js"
 */

/** @type {Record<string, (control: Control, typed: string) => Promise<Group[]>>} */
const LOADERS = {
  static_select: loadStatic,
  external_select: loadExternal,
  conversations_select: loadConversations,
};

/**
 * Renders static_select, external_select or conversations_select.
 * @param {Control} control
 * @returns {HTMLElement}
 */
export function renderSelect(control) {
  const { element, block, context, attributes } = control;
  const isConversation = element.type === "conversations_select";
  const shown = shownValue(element, block, context.state);
  const conversations = context.channels.map(conversationOption);
  const named = conversations.find((option) => option.value === shown) ?? null;
  const combobox = new Combobox({
    attributes,
    placeholder: element.placeholder?.text ?? "Choose an option",
    chosen: isConversation ? named : /** @type {Option | null} */ (shown),
    typing: element.type === "external_select",
    least: element.min_query_length ?? (element.type === "external_select" ? 3 : 0),
    clearable: block.type === "input" && Boolean(block.optional),
    load: (typed) => LOADERS[element.type](control, typed),
    choose: (option) => control.choose(isConversation ? (option?.value ?? null) : option),
  });
  return combobox.node;
}

/** @param {Control} control */
async function loadStatic({ element }) {
  return element.option_groups ?? [{ options: element.options }];
}

/** @param {Control} control @param {string} typed */
async function loadExternal({ element, block, context }, typed) {
  return context.suggest(element, block, typed);
}

/** @param {Control} control */
async function loadConversations({ context }) {
  return [{ options: context.channels.map(conversationOption) }];
}

/**
 * @param {Named} conversation
 * @returns {Option}
 */
function conversationOption({ id, name }) {
  return { text: { type: "plain_text", text: `#${name}` }, value: id };
}
