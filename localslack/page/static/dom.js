// Makes elements. Text is only ever inserted as text.

/**
 * make("button", {class: "button", text: "Share", type: "button", onclick: …}, ...children)
 * `class` and `text` as named; on… are listeners; true sets a bare attribute, false, null and
 * undefined set none; everything else is an attribute.
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export const byId = (id) => document.getElementById(id);

/**
 * Draw inside a container anew and give the focus back to the same control, which blocks name by
 * their ids.
 */
export function keepFocus(container, draw) {
  const held = container.contains(document.activeElement) ? document.activeElement : null;
  const { blockId, actionId } = held?.closest("[data-action-id]")?.dataset ?? {};
  draw();
  if (!held || held.isConnected) return;
  const same = [...container.querySelectorAll("[data-action-id]")].filter(
    (control) => control.dataset.actionId === actionId,
  );
  const next = same.find((control) => control.dataset.blockId === blockId) ?? same[0];
  (next ?? container.closest("[tabindex]"))?.focus({ preventScroll: true });
}
