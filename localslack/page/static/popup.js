// The list of a combobox, below or above it.

const GAP = 4;
const MARGIN = 8;
const LEAST_HEIGHT = 120;
const MOST_HEIGHT = 340; // what is behind a long list should still be seen
const READABLE_WIDTH = 320; // for options that are longer than a narrow control

/**
 * Shows a layer at a control, until the returned function is called.
 * @param {HTMLElement} layer  a popover: in the top layer, no dialog or scrolling pane clips it
 * @param {HTMLElement} anchor
 * @param {() => void} dismiss  called when the person presses elsewhere
 * @returns {() => void}
 */
export function openPopup(layer, anchor, dismiss) {
  const place = () => placeAt(layer, anchor.getBoundingClientRect());
  const pressed = (/** @type {PointerEvent} */ event) => {
    const at = /** @type {Node} */ (event.target);
    if (!layer.contains(at) && !anchor.contains(at)) dismiss();
  };
  const resized = new ResizeObserver(place); // results change the list's height
  layer.showPopover();
  place();
  resized.observe(layer);
  window.addEventListener("scroll", place, true);
  window.addEventListener("resize", place);
  document.addEventListener("pointerdown", pressed, true);
  return () => {
    resized.disconnect();
    window.removeEventListener("scroll", place, true);
    window.removeEventListener("resize", place);
    document.removeEventListener("pointerdown", pressed, true);
    if (layer.isConnected) layer.hidePopover();
  };
}

/** @param {HTMLElement} layer @param {DOMRect} at */
function placeAt(layer, at) {
  const below = window.innerHeight - at.bottom - GAP - MARGIN;
  const above = at.top - GAP - MARGIN;
  const wanted = [...layer.children].reduce((sum, part) => sum + part.scrollHeight, 0);
  const upwards = Math.min(wanted, MOST_HEIGHT) > below && above > below;
  const room = Math.max(upwards ? above : below, LEAST_HEIGHT);
  const most = window.innerWidth - layer.offsetWidth - MARGIN;
  Object.assign(layer.style, {
    minWidth: `${at.width}px`,
    maxWidth: `${Math.max(at.width, READABLE_WIDTH)}px`,
    left: `${Math.max(MARGIN, Math.min(at.left, most))}px`,
    top: upwards ? "auto" : `${at.bottom + GAP}px`,
    bottom: upwards ? `${window.innerHeight - at.top + GAP}px` : "auto",
  });
  layer.style.setProperty("--room", `${Math.min(room, MOST_HEIGHT)}px`); // what is in it scrolls
}
