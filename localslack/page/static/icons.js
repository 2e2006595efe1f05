// The page's few icons, as lines of a 20 × 20 square.

const SVG = "http://www.w3.org/2000/svg";
/** @type {Record<string, string>} */
const LINES = {
  bolt: "M11 2 4 11.500h5L8.500 18 16 8.500h-5z",
  close: "M5 5l10 10M15 5 5 15",
  eye: "M2 10s3-5.500 8-5.500S18 10 18 10s-3 5.500-8 5.500S2 10 2 10zM10 7.600a2.400 2.400 0 1 0 0 4.800 2.400 2.400 0 0 0 0-4.800z",
  list: "M3 5.500h14M3 10h14M3 14.500h14",
  more: "M4.500 10h.01M10 10h.01M15.500 10h.01",
  reply: "M3.500 4.500h13v8.500H9l-3.500 3v-3h-2z",
  send: "M4 10h11M10.500 5l5 5-5 5",
  star: "M10 2.500l2.300 4.800 5.200.7-3.800 3.600.9 5.200L10 14.300l-4.600 2.500.9-5.200L2.500 8l5.200-.7z",
  traffic: "M6.500 16V4.500M3.500 7.500l3-3 3 3M13.500 4v11.500M10.500 12.500l3 3 3-3",
};

/**
 * An icon that a screen reader passes over.
 * @param {string} name
 */
export function icon(name) {
  const drawn = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({
    viewBox: "0 0 20 20", width: "18", height: "18", fill: "none", stroke: "currentColor",
    "stroke-width": name === "more" ? "2.6" : "1.6", "stroke-linecap": "round",
    "stroke-linejoin": "round", "aria-hidden": "true", class: "icon",
  })) drawn.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", LINES[name]);
  drawn.append(path);
  return drawn;
}

/** Draw the icons that the page's HTML asks for by `data-icon`. */
export function drawIcons() {
  /** @type {NodeListOf<HTMLElement>} */
  const places = document.querySelectorAll("[data-icon]");
  for (const place of places) {
    place.replaceWith(icon(place.dataset.icon ?? ""));
  }
}
