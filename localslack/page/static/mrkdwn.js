// Slack's mrkdwn as DOM: https://docs.slack.dev/messaging/formatting-message-text
// Text only ever becomes text nodes: nothing in it is read as HTML.

import { make } from "./dom.js";

/**
 * @import { Text } from "../block_kit"
 *
 * @typedef {Record<string, string>} Names  ids of people and channels → what they are called
 * @typedef {{names: Names, verbatim: boolean}} Reading  how mrkdwn is read
 */

const FENCE = /```\n?([\s\S]+?)```/u;
const QUOTED = /^(?:&gt;|>) ?/u;
const BULLET = /^[•◦▪–-] /u;
const LINK_SCHEMES = new Set(["http:", "https:", "mailto:"]);
/** @type {Record<string, string>} */
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/**
 * A pair of marks around words, not inside one: *bold*, but not 2*3*4.
 * @param {string} name
 * @param {string} mark
 */
const marked = (name, mark) =>
  `(?<![\\p{L}\\p{N}${mark}])${mark}(?!\\s)(?<${name}>[^${mark}\\n]+?)(?<!\\s)${mark}(?![\\p{L}\\p{N}${mark}])`;

const TOKEN = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<(?<reference>[^<>\\n]+)>",
    marked("strong", "\\*"),
    marked("em", "_"),
    marked("s", "~"),
    "(?<bare>https?://[^\\s<>|]+[^\\s<>|.,;:!?)\\]}'\"”])",
  ].join("|"),
  "gu",
);

/**
 * Renders a text object; plain text keeps its lines and has no markup.
 * @param {Text} text
 * @param {Names} names
 * @returns {Node}
 */
export function renderText(text, names) {
  if (text.type === "mrkdwn") return renderMrkdwn(text.text, names, { verbatim: text.verbatim });
  return make("span", { class: "mrkdwn-text", text: text.text });
}

/**
 * Renders mrkdwn.
 * @param {string} text
 * @param {Names} names
 * @param {{verbatim?: boolean}} [options]  verbatim: addresses without <> stay text
 * @returns {DocumentFragment}
 */
export function renderMrkdwn(text, names, { verbatim = false } = {}) {
  const rendered = document.createDocumentFragment();
  // split() puts the inside of each fence at the odd places.
  text.split(FENCE).forEach((part, index) => {
    if (index % 2) {
      rendered.append(make("pre", { text: unescape(part.replace(/\n$/u, "")) }));
    } else {
      rendered.append(...paragraphs(part, { names, verbatim }));
    }
  });
  return rendered;
}

/**
 * An address that a person may follow, or null for one that could do anything else.
 * @param {string} address
 * @returns {string | null}
 */
export function safeAddress(address) {
  try {
    return LINK_SCHEMES.has(new URL(address).protocol) ? address : null;
  } catch {
    return null;
  }
}

/**
 * A link that opens beside the page; plain text if its address is not safe.
 * @param {string} address
 * @param {string} label
 * @returns {Node}
 */
export function link(address, label) {
  const safe = safeAddress(address);
  if (!safe) return document.createTextNode(label);
  return make("a", { href: safe, target: "_blank", rel: "noopener noreferrer", text: label });
}

/**
 * Lines: those quoted in a row become one quote, each bullet hangs, the rest is one text.
 * @param {string} text
 * @param {Reading} reading
 */
function paragraphs(text, reading) {
  /** @type {{kind: string, lines: string[]}[]} */
  const parts = [];
  for (const line of text.replace(/^\n|\n$/gu, "").split("\n")) {
    const kind = QUOTED.test(line) ? "quote" : BULLET.test(line) ? "bullet" : "text";
    const words = kind === "quote" ? line.replace(QUOTED, "") : line;
    const last = parts.at(-1);
    if (last?.kind === kind && kind !== "bullet") last.lines.push(words);
    else parts.push({ kind, lines: [words] });
  }
  return parts.map(({ kind, lines }) => {
    const inner = inline(lines.join("\n"), reading);
    if (kind === "quote") return make("blockquote", {}, inner);
    return make("span", { class: `mrkdwn-${kind}` }, inner);
  });
}

/** @param {string} text @param {Reading} reading */
function inline(text, reading) {
  const rendered = document.createDocumentFragment();
  let position = 0;
  for (const match of text.matchAll(TOKEN)) {
    rendered.append(unescape(text.slice(position, match.index)), token(match, reading));
    position = match.index + match[0].length;
  }
  rendered.append(unescape(text.slice(position)));
  return rendered;
}

/** @param {RegExpMatchArray} match @param {Reading} reading */
function token({ groups = {} }, reading) {
  const { code, reference: target, bare } = groups;
  if (code) return make("code", { text: unescape(code) });
  if (target) return reference(target, reading.names);
  if (bare) {
    const address = unescape(bare);
    return reading.verbatim ? document.createTextNode(address) : link(address, address);
  }
  const mark = groups.strong ? "strong" : groups.em ? "em" : "s";
  return make(mark, {}, inline(groups[mark], reading));
}

/**
 * What stands between < and >: a person, a channel, a call to everybody, a date or a link.
 * @param {string} inner
 * @param {Names} names
 */
function reference(inner, names) {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inner.slice(bar + 1));
  const id = target.slice(1);
  if (target.startsWith("@")) return mention(`@${names[id] ?? (label || id)}`);
  if (target.startsWith("#")) return mention(`#${names[id] ?? (label || id)}`);
  if (target.startsWith("!date^")) return document.createTextNode(label);
  if (target.startsWith("!")) return mention(label || `@${id.split("^")[0]}`);
  const address = unescape(target);
  return link(address, label || address.replace(/^mailto:/u, ""));
}

/**
 * A person or channel by name.
 * @param {string} name
 * @returns {HTMLElement}
 */
export function mention(name) {
  return make("span", { class: "mention", text: name });
}

/** @param {string} text */
function unescape(text) {
  return text.replace(/&(?:lt|gt|amp);/gu, (entity) => ENTITIES[entity]);
}
