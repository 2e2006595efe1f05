// Menus with one choice: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element

import { Combobox } from "./combobox.js";
import { shownValue } from "./values.js";

const LOADERS = {
  static_select: loadStatic,
  external_select: loadExternal,
  conversations_select: loadConversations,
};

/**
 * Renders static_select, external_select or conversations_select.
 * @param {import("./elements.js").Control} control
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
    chosen: isConversation ? named : shown,
    typing: element.type === "external_select",
    least: element.min_query_length ?? (element.type === "external_select" ? 3 : 0),
    clearable: block.type === "input" && Boolean(block.optional),
    load: (typed) => LOADERS[element.type](control, typed),
    choose: (option) => control.choose(isConversation ? (option?.value ?? null) : option),
  });
  return combobox.node;
}

async function loadStatic({ element }) {
  return element.option_groups ?? [{ options: element.options }];
}

async function loadExternal({ element, block, context }, typed) {
  const found = await context.suggest(element, block, typed);
  return found[0]?.options ? found : [{ options: found }];
}

async function loadConversations({ context }) {
  return [{ options: context.channels.map(conversationOption) }];
}

function conversationOption({ id, name }) {
  return { text: { type: "plain_text", text: `#${name}` }, value: id };
}
