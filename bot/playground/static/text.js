// Text objects: https://docs.slack.dev/reference/block-kit/composition-objects/text-object

import { make } from "./dom.js";
import { renderMrkdwn } from "./mrkdwn.js";

/** @typedef {{type: "plain_text" | "mrkdwn", text: string, verbatim?: boolean}} Text */

/**
 * Renders a text object; plain text keeps its lines and has no markup.
 * @param {Text} text
 * @param {import("./mrkdwn.js").Names} names
 * @returns {Node}
 */
export function renderText(text, names) {
  if (text.type === "mrkdwn") return renderMrkdwn(text.text, names, { verbatim: text.verbatim });
  return make("span", { class: "mrkdwn-text", text: text.text });
}
