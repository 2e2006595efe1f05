// What the person does, sent to the server.

const GONE = "The demo does not answer. Is it still running?";

/**
 * @import { Element } from "../block_kit"
 * @import { Answer } from "../snapshot"
 * @import { Given } from "./values.js"
 */

/**
 * Do something as a person; never an exception.
 * @param {string} person
 * @param {string} verb
 * @param {object} details
 * @returns {Promise<Answer>}
 */
export async function send(person, verb, details = {}) {
  try {
    const response = await fetch("/do", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as: person, do: verb, ...details }),
    });
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    return isJson ? await response.json() : { ok: false, error: await response.text() };
  } catch {
    return { ok: false, error: GONE };
  }
}

/**
 * What was given to an element, as `press` takes it: text and buttons by value, else an option.
 * @param {Element} element
 * @param {Given} [entered]
 */
export function given(element, entered) {
  if (element.type === "button") return { value: element.value ?? null };
  if (element.type === "plain_text_input") return { value: entered ?? "" };
  return { option: entered ?? null };
}
