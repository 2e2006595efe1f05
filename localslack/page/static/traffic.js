// The pane that shows what Slack and the app send each other.

import { byId, make } from "./dom.js";

/** @import { Exchange } from "../snapshot" */

const KEPT = 200;
const list = byId("exchanges");

/** Forget what was shown: the server is about to send it anew. */
export function clearTraffic() {
  list.replaceChildren();
}

/**
 * Add exchanges, newest first.
 * @param {Exchange[]} exchanges
 * @param {string} app
 */
export function showTraffic(exchanges, app) {
  for (const exchange of exchanges.slice(-KEPT)) list.prepend(build(exchange, app));
  while (list.children.length > KEPT) list.lastElementChild?.remove();
  const answered = exchanges.filter((exchange) => exchange.sender === "slack").at(-1);
  if (answered) byId("last-ms").textContent = `${milliseconds(answered.ms)}`;
}

/** @param {Exchange} exchange @param {string} app */
function build(exchange, app) {
  const fromSlack = exchange.sender === "slack";
  const failed = exchange.status < 200 || exchange.status > 299 || answerOf(exchange)?.ok === false;
  const summary = make(
    "summary",
    {},
    make("span", { class: `way ${fromSlack ? "in" : "out"}`, text: fromSlack ? `Slack → ${app}` : `${app} → Slack` }),
    make("span", { class: "exchange-name", text: exchange.name }),
    make("span", { class: failed ? "status failed" : "status", text: status(exchange) }),
    make("span", { class: "ms", text: milliseconds(exchange.ms) }),
  );
  const details = make("details", { class: "exchange" }, summary);
  details.addEventListener("toggle", () => fill(details, exchange), { once: true });
  return make("li", {}, details);
}

/** @param {HTMLElement} details @param {Exchange} exchange */
function fill(details, exchange) {
  const when = new Date(exchange.at * 1000).toLocaleTimeString();
  details.append(
    make("h3", { text: `Request, ${when}` }),
    make("pre", { tabindex: "0", text: pretty(exchange.request) }),
    make("h3", { text: exchange.sender === "slack" ? "Acknowledgement" : "Answer" }),
    make("pre", { tabindex: "0", text: pretty(exchange.response) }),
  );
}

/**
 * The answer of a Web API method: others have neither `ok` nor `error`.
 * @param {Exchange} exchange
 * @returns {{ok?: boolean, error?: string} | undefined}
 */
const answerOf = ({ response }) =>
  typeof response === "object" && response !== null ? response : undefined;
/** @param {Exchange} exchange */
const status = (exchange) => answerOf(exchange)?.error ?? (exchange.status || "no answer");
const milliseconds = (/** @type {number} */ ms) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
const pretty = (/** @type {unknown} */ value) => {
  if (value === "") return "(empty)";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
};
