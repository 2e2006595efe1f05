// Where the focus is when a modal opens, changes and closes.

import { controlsOf, focusedIn } from "./dom.js";

/**
 * Focus for a view that has just opened: its first control if that is in sight, else the title,
 * so that a long text is read from its beginning.
 * @param {HTMLElement} body
 * @param {HTMLElement} title
 */
export function focusFirst(body, title) {
  body.scrollTop = 0;
  /** @type {HTMLElement | null} */
  const first = body.querySelector("[data-action-id]");
  const inSight = first && first.getBoundingClientRect().bottom <= body.getBoundingClientRect().bottom;
  (inSight ? first : title).focus({ preventScroll: true });
}

/**
 * What must be known before a view is drawn again.
 * @param {HTMLElement} body
 */
export function heldFocus(body) {
  const control = focusedIn(body);
  const isChoice = control instanceof HTMLInputElement && /radio|checkbox/.test(control.type);
  return {
    inputs: inputIds(body),
    ids: control?.dataset ?? {},
    value: isChoice ? control.value : null,
    caret: isText(control) ? { start: control.selectionStart, end: control.selectionEnd } : null,
    scrollTop: body.scrollTop,
  };
}

/**
 * Focus for a view that was drawn again: the same control, or the one that took its place among
 * the same inputs, else the title.
 * @param {HTMLElement} body
 * @param {ReturnType<typeof heldFocus>} held
 * @param {HTMLElement} title
 */
export function giveFocusBack(body, held, title) {
  const control = sameControl(body, held);
  if (!control) {
    body.scrollTop = 0;
    title.focus({ preventScroll: true });
    return;
  }
  body.scrollTop = held.scrollTop;
  control.focus({ preventScroll: true });
  if (held.caret && isText(control)) control.setSelectionRange(held.caret.start, held.caret.end);
}

/**
 * Focus after a modal: what opened it, or what took its place in a message drawn anew.
 * @param {HTMLElement | null} opener
 * @param {() => void} [otherwise]
 */
export function returnFocus(opener, otherwise) {
  const { blockId, actionId } = opener?.dataset ?? {};
  const alike = controlsOf(document.body, actionId);
  const same = opener?.isConnected
    ? opener
    : alike.find((control) => control.dataset.blockId === blockId) ?? alike.at(-1);
  if (same && same !== document.body) same.focus();
  else otherwise?.();
}

/** @param {HTMLElement} body @param {ReturnType<typeof heldFocus>} held */
function sameControl(body, { inputs, ids, value }) {
  const same = controlsOf(body, ids.actionId).filter(
    (control) => value === null || ("value" in control && control.value === value),
  );
  const exact = same.find((control) => control.dataset.blockId === ids.blockId);
  const stayed = inputIds(body).some((id) => inputs.includes(id));
  return exact ?? (stayed ? same[0] : undefined);
}

/** @param {HTMLElement} body */
function inputIds(body) {
  /** @type {NodeListOf<HTMLElement>} */
  const inputs = body.querySelectorAll("[data-input]");
  return [...inputs].map((input) => input.dataset.input);
}

/**
 * @param {HTMLElement | null} control
 * @returns {control is HTMLTextAreaElement | HTMLInputElement}
 */
function isText(control) {
  return Boolean(control?.matches("textarea, input[type=text]"));
}
