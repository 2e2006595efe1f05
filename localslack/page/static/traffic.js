// The pane that shows what Slack and the app send each other.

import { byId, make } from "./dom.js";

const KEPT = 200;
const list = byId("exchanges");

/** Forget what was shown: the server is about to send it anew. */
export function clearTraffic() {
  list.replaceChildren();
}

/** Add exchanges, newest first. */
export function showTraffic(exchanges, app) {
  for (const exchange of exchanges.slice(-KEPT)) list.prepend(build(exchange, app));
  while (list.children.length > KEPT) list.lastElementChild.remove();
  const answered = exchanges.filter((exchange) => exchange.sender === "slack").at(-1);
  if (answered) byId("last-ms").textContent = `${milliseconds(answered.ms)}`;
}

function build(exchange, app) {
  const fromSlack = exchange.sender === "slack";
  const failed = exchange.status < 200 || exchange.status > 299 || exchange.response?.ok === false;
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

function fill(details, exchange) {
  const when = new Date(exchange.at * 1000).toLocaleTimeString();
  details.append(
    make("h3", { text: `Request, ${when}` }),
    make("pre", { tabindex: "0", text: pretty(exchange.request) }),
    make("h3", { text: exchange.sender === "slack" ? "Acknowledgement" : "Answer" }),
    make("pre", { tabindex: "0", text: pretty(exchange.response) }),
  );
}

const status = (exchange) => exchange.response?.error ?? (exchange.status || "no answer");
const milliseconds = (ms) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
const pretty = (value) => {
  if (value === "") return "(empty)";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
};
