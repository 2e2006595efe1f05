// Makes elements. Text is only ever inserted as text.

/**
 * @typedef {object} Listeners
 * @property {(event: MouseEvent) => unknown} [onclick]
 * @property {(event: KeyboardEvent) => unknown} [onkeydown]
 * @property {(event: Event) => unknown} [onchange]
 * @property {(event: FocusEvent) => unknown} [onfocusout]
 * @property {(event: SubmitEvent) => unknown} [onsubmit]
 *
 * @typedef {string | number | boolean | null | undefined | ((event: never) => unknown)} Property
 */

/**
 * make("button", {class: "button", text: "Share", type: "button", onclick: …}, ...children)
 * `class` and `text` as named; on… are listeners; true sets a bare attribute, false, null and
 * undefined set none; everything else is an attribute.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Listeners & Record<string, Property>} properties
 * @param {(Node | string | null | undefined)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "text") element.textContent = String(value);
    else if (typeof value === "function") {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== null && child !== undefined) element.append(child);
  return element;
}

/**
 * An element that the page's HTML has.
 * @param {string} id
 * @returns {HTMLElement}
 */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * The controls within an element, by the action id that blocks give them.
 * @param {Element} within
 * @param {string} [actionId]
 * @returns {HTMLElement[]}
 */
export function controlsOf(within, actionId) {
  /** @type {NodeListOf<HTMLElement>} */
  const controls = within.querySelectorAll("[data-action-id]");
  return [...controls].filter((control) => control.dataset.actionId === actionId);
}

/**
 * What has the focus within an element, or null.
 * @param {Element} container
 */
export function focusedIn(container) {
  const held = document.activeElement;
  return held instanceof HTMLElement && container.contains(held) ? held : null;
}

/**
 * Draw inside a container anew and give the focus back to the same control, which blocks name by
 * their ids.
 * @param {HTMLElement} container
 * @param {() => void} draw
 */
export function keepFocus(container, draw) {
  const held = focusedIn(container);
  /** @type {HTMLElement | null | undefined} */
  const control = held?.closest("[data-action-id]");
  const { blockId, actionId } = control?.dataset ?? {};
  draw();
  if (!held || held.isConnected) return;
  const same = controlsOf(container, actionId);
  /** @type {HTMLElement | null} */
  const around = container.closest("[tabindex]");
  const next = same.find((control) => control.dataset.blockId === blockId) ?? same[0] ?? around;
  next?.focus({ preventScroll: true });
}
