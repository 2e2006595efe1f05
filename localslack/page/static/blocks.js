// Blocks: https://docs.slack.dev/reference/block-kit/blocks

import { make } from "./dom.js";
import { renderElement } from "./elements.js";
import { renderInput } from "./inputs.js";
import { renderRichText } from "./rich_text.js";
import { renderText } from "./mrkdwn.js";

/**
 * @import { Block, Element } from "../block_kit"
 * @import { Context } from "./elements.js"
 * @import { Names } from "./mrkdwn.js"
 */

/** @type {Record<string, string>} */
const LEVELS = { info: "Note", warning: "Warning", error: "Error", success: "Done" };

/** @type {Record<string, (block: Block, context: Context) => HTMLElement>} */
const RENDERERS = {
  header: (block) => make("h3", { class: "block block-header", text: block.text.text }),
  divider: () => make("hr", { class: "block block-divider" }),
  section: renderSection,
  context: renderContext,
  actions: renderActions,
  context_actions: renderActions,
  alert: renderAlert,
  input: (block, context) => renderInput(block, context) ?? renderUnknown(block.element),
  rich_text: (block, { names }) => renderRichText(block, names),
};

/**
 * Renders blocks; one of an unknown type becomes a box that names it.
 * @param {Block[]} blocks
 * @param {Context} context
 * @returns {DocumentFragment}
 */
export function renderBlocks(blocks, context) {
  const rendered = document.createDocumentFragment();
  for (const block of blocks) {
    const render = RENDERERS[block.type] ?? renderUnknown;
    rendered.append(render(block, context));
  }
  return rendered;
}

/** @param {Block} block @param {Context} context */
function renderSection(block, context) {
  const words = make("div", { class: "section-words" });
  if (block.text) words.append(make("div", {}, renderText(block.text, context.names)));
  if (block.fields) {
    const fields = make("div", { class: "section-fields" });
    for (const field of block.fields) {
      fields.append(make("div", {}, renderText(field, context.names)));
    }
    words.append(fields);
  }
  const section = make("div", { class: "block block-section" }, words);
  if (block.accessory) {
    const accessory = elementOf(block.accessory, block, context);
    section.append(make("div", { class: "section-accessory" }, accessory));
  }
  return section;
}

/** @param {Block} block @param {Context} context */
function renderContext(block, { names }) {
  const shown = make("div", { class: "block block-context" });
  for (const element of block.elements) {
    const isText = ["mrkdwn", "plain_text"].includes(element.type);
    shown.append(isText ? make("div", {}, renderText(element, names)) : renderUnknown(element));
  }
  return shown;
}

/** @param {Block} block @param {Context} context */
function renderActions(block, context) {
  const shown = make("div", { class: "block block-actions" });
  for (const element of block.elements) shown.append(elementOf(element, block, context));
  return shown;
}

/** @param {Block} block @param {Context} context */
function renderAlert(block, { names }) {
  const level = LEVELS[block.level] ? block.level : "info";
  const urgent = level === "error" || level === "warning";
  return make(
    "div",
    { class: "block block-alert", "data-level": level, role: urgent ? "alert" : "note" },
    make("strong", { text: `${LEVELS[level]}: ` }),
    renderText(block.text, names),
  );
}

/** @param {Element} element @param {Block} block @param {Context} context */
function elementOf(element, block, context) {
  return renderElement(element, block, context) ?? renderUnknown(element);
}

/** @param {Block | Element} unknown */
function renderUnknown({ type, alt_text: words }) {
  const text = `Not shown here: ${type}${words ? ` (${words})` : ""}`;
  return make("div", { class: "block unknown-block", text });
}
