// rich_text blocks: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block

import { make } from "./dom.js";
import { link, mention } from "./mrkdwn.js";

/**
 * @import { Block, Leaf, List, Part } from "../block_kit"
 * @import { Names } from "./mrkdwn.js"
 *
 * @typedef {"pre" | "blockquote" | "div" | "strong" | "em" | "s" | "u" | "code"} Tag
 */

/** @type {Record<string, Tag>} */
const TAGS = { rich_text_preformatted: "pre", rich_text_quote: "blockquote" };
/** @type {Record<string, Tag>} */
const STYLE_TAGS = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

/**
 * Renders a rich_text block.
 * @param {Block} block
 * @param {Names} names
 * @returns {HTMLElement}
 */
export function renderRichText(block, names) {
  const shown = make("div", { class: "block block-rich-text" });
  for (const part of block.elements) {
    const render = part.type === "rich_text_list" ? renderList : renderPart;
    shown.append(render(part, names));
  }
  return shown;
}

/** @param {Part} part @param {Names} names */
function renderPart(part, names) {
  const leaves = part.elements.map((leaf) => renderLeaf(leaf, names));
  return make(TAGS[part.type] ?? "div", { class: "mrkdwn-text" }, ...leaves);
}

/** @param {List} part @param {Names} names */
function renderList(part, names) {
  const items = part.elements.map((section) =>
    make("li", {}, ...section.elements.map((leaf) => renderLeaf(leaf, names))),
  );
  const indent = { "data-indent": part.indent };
  if (part.style === "bullet") return make("ul", indent, ...items);
  return make("ol", { ...indent, start: 1 + (part.offset ?? 0) }, ...items);
}

/** @param {Leaf} leaf @param {Names} names */
function renderLeaf(leaf, names) {
  const tags = Object.keys(STYLE_TAGS).filter((style) => leaf.style?.[style]);
  let shown = renderContent(leaf, names);
  for (const style of tags) shown = make(STYLE_TAGS[style], {}, shown);
  return shown;
}

/**
 * @param {Leaf} leaf
 * @param {Names} names
 * @returns {Node | string}
 */
function renderContent(leaf, names) {
  const { type, text = "", url = "", user_id: user = "", channel_id: channel = "" } = leaf;
  if (type === "link") return link(url, text || url);
  if (type === "user") return mention(`@${names[user] ?? user}`);
  if (type === "channel") return mention(`#${names[channel] ?? channel}`);
  return type === "emoji" ? emoji(leaf) : text;
}

/** @param {Leaf} leaf */
function emoji(leaf) {
  if (!leaf.unicode) return `:${leaf.name}:`;
  return String.fromCodePoint(...leaf.unicode.split("-").map((code) => parseInt(code, 16)));
}
