// rich_text blocks: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block

import { make } from "./dom.js";
import { link, mention } from "./mrkdwn.js";

/** @typedef {import("./mrkdwn.js").Names} Names */

const TAGS = { rich_text_preformatted: "pre", rich_text_quote: "blockquote" };
const STYLE_TAGS = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

/**
 * Renders a rich_text block.
 * @param {import("./values.js").Block} block
 * @param {Names} names
 * @returns {HTMLElement}
 */
export function renderRichText(block, names) {
  const parts = block.elements.map((part) =>
    part.type === "rich_text_list" ? renderList(part, names) : renderPart(part, names),
  );
  return make("div", { class: "block block-rich-text" }, ...parts);
}

function renderPart(part, names) {
  const leaves = part.elements.map((leaf) => renderLeaf(leaf, names));
  return make(TAGS[part.type] ?? "div", { class: "mrkdwn-text" }, ...leaves);
}

function renderList(part, names) {
  const items = part.elements.map((section) =>
    make("li", {}, ...section.elements.map((leaf) => renderLeaf(leaf, names))),
  );
  const indent = { "data-indent": part.indent };
  if (part.style === "bullet") return make("ul", indent, ...items);
  return make("ol", { ...indent, start: 1 + (part.offset ?? 0) }, ...items);
}

function renderLeaf(leaf, names) {
  const tags = Object.keys(STYLE_TAGS).filter((style) => leaf.style?.[style]);
  return tags.reduce(
    (inner, style) => make(STYLE_TAGS[style], {}, inner),
    renderContent(leaf, names),
  );
}

function renderContent(leaf, names) {
  if (leaf.type === "link") return link(leaf.url, leaf.text || leaf.url);
  if (leaf.type === "user") return mention(`@${names[leaf.user_id] ?? leaf.user_id}`);
  if (leaf.type === "channel") return mention(`#${names[leaf.channel_id] ?? leaf.channel_id}`);
  return leaf.type === "emoji" ? emoji(leaf) : (leaf.text ?? "");
}

function emoji(leaf) {
  if (!leaf.unicode) return `:${leaf.name}:`;
  return String.fromCodePoint(...leaf.unicode.split("-").map((code) => parseInt(code, 16)));
}
