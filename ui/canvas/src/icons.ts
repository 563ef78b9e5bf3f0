// Line icons on a 16 × 16 grid, drawn for this canvas: one per family, some kinds, and the buttons.

const PATHS = new Map<string, string>([
  ["Structure", "M3 2.5h10v4H3zM3 9.5h10v4H3zM8 6.5v3"],
  ["Linear", "M3.5 4h9M3.5 12h9M3.5 4l9 8M3.5 12l9-8"],
  ["Convolution", "M2.5 2.5h11v11h-11zM2.5 6.2h11M2.5 9.8h11M6.2 2.5v11M9.8 2.5v11"],
  ["Pooling", "M2.5 3.5h11L9.6 8.8v4.4l-3.2-1.6V8.8z"],
  ["Normalization", "M1.8 12.2C5.6 12.2 5 3.8 8 3.8s2.4 8.4 6.2 8.4"],
  ["Activation", "M2 11.8h5.6L13.6 4"],
  ["Dropout", "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4"],
  ["Shape", "M2.5 5.5h5v5h-5zM10.5 2.5h3v11h-3z"],
  ["Reduction", "M2.5 3.5h11M4.3 6.5h7.4M6.1 9.5h3.8M8 12.5h.1"],
  ["Upsampling", "M3 9.5h3.5V13H3zM6.5 9.5V3H13v10H6.5M11 5H8.8M11 5v2.2M11 5L8.8 7.2"],
  ["Embedding", "M6 2.5h7.5v11H6zM6 6.2h7.5M6 9.8h7.5M1.5 8H4M2.8 6.6L4.2 8 2.8 9.4"],
  ["Attention", "M1.8 8s2.3-4.2 6.2-4.2S14.2 8 14.2 8s-2.3 4.2-6.2 4.2S1.8 8 1.8 8zM8 6.3a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 1 1 0-3.4"],
  ["Padding", "M5.5 5.5h5v5h-5zM2.5 4.8V2.5h2.3M11.2 2.5h2.3v2.3M13.5 11.2v2.3h-2.3M4.8 13.5H2.5v-2.3"],
  ["Vision", "M2.5 3.5h11v9h-11zM2.5 10.6l3-3 2.6 2.6 1.9-1.9 3.5 3.5M10.6 6.1h.1"],
  ["Recurrent", "M12.9 6.6A5.2 5.2 0 1 0 13.1 9.6M13.1 3v3.6H9.6"],
  ["Arithmetic", "M5 2.6v4.8M2.6 5h4.8M9.3 3.3l3.4 3.4M12.7 3.3L9.3 6.7M2.8 11.2h4.4M9 9.9h4M9 12.5h4"],
  ["Other", "M8 2l5.2 3v6L8 14l-5.2-3V5zM2.8 5L8 8l5.2-3M8 8v6"],
  ["Residual", "M5 1.5v13M5 4h3.6a3.4 3.4 0 0 1 3.4 3.4v1.2A3.4 3.4 0 0 1 8.6 12H5"],
  ["Parallel", "M8 1.5V4M8 12v2.5M3.8 7v2M12.2 7v2M3.8 7C3.8 5 5 4 8 4s4.2 1 4.2 3M3.8 9c0 2 1.2 3 4.2 3s4.2-1 4.2-3"],
  ["Repeat", "M3 7V6a2.5 2.5 0 0 1 2.5-2.5h7M10.5 1.5l2 2-2 2M13 9v1a2.5 2.5 0 0 1-2.5 2.5h-7M5.5 10.5l-2 2 2 2"],
  ["Graph", "M3.8 2.2a1.6 1.6 0 1 1 0 3.2a1.6 1.6 0 1 1 0-3.2M3.8 10.6a1.6 1.6 0 1 1 0 3.2a1.6 1.6 0 1 1 0-3.2M12.2 6.4a1.6 1.6 0 1 1 0 3.2a1.6 1.6 0 1 1 0-3.2M3.8 5.4v5.2M5.3 4.5l5.4 2.8M5.3 11.5l5.4-2.8"],
  ["My blocks", "M2.5 6.2L8 3l5.5 3.2v5L8 14.2l-5.5-3zM2.5 6.2L8 9.4l5.5-3.2M8 9.4v4.8M5.2 4.6l5.6 3.2"],
  ["Reuse", "M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7L7.9 4.4M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.5 8.8a2.6 2.6 0 0 0 3.7 3.7l.9-.9"],
  ["chain", "M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7L7.9 4.4M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.5 8.8a2.6 2.6 0 0 0 3.7 3.7l.9-.9"],
  ["define", "M2.5 6.2L8 3l5.5 3.2v5L8 14.2l-5.5-3zM2.5 6.2L8 9.4l5.5-3.2M8 9.4v4.8"],
  ["Code", "M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5M9 3L7 13"],
  ["undo", "M5.5 3l-3 3 3 3M2.5 6h6.8a3.7 3.7 0 0 1 0 7.4H6.5"],
  ["redo", "M10.5 3l3 3-3 3M13.5 6H6.7a3.7 3.7 0 0 0 0 7.4h2.8"],
  ["input", "M2.5 8h7M6.8 5L10 8l-3.2 3M11 3.5h2.5v9H11"],
  ["back", "M10 4L6 8l4 4"],
  ["project", "M1.8 3h12.4M2.8 3v7.5h10.4V3M8 10.5V12M5 14l3-2 3 2M7 5.2l2.6 1.6L7 8.4z"],
  ["chevron", "M6 4l4 4-4 4"],
  ["copy", "M5.8 5.8h7.7v7.7H5.8zM10.2 5.8V2.5H2.5v7.7h3.3"],
  ["remove", "M3 4.5h10M6.2 4.5v-2h3.6v2M4.4 4.5l.6 9h6l.6-9M6.8 7v4M9.2 7v4"],
  ["close", "M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6"],
  ["wrap", "M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M8 5.6v4.8M5.6 8h4.8"],
  ["unwrap", "M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M5.6 8h4.8"],
  ["search", "M7 2.8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 1 1 0-8.4M10.2 10.2l3.3 3.3"],
  ["check", "M3.2 8.6l3 3 6.6-7"],
  ["alert", "M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6M8 5v3.6M8 11h.1"],
  ["share", "M8 9.5v-7M5 5.2l3-2.9 3 2.9M4.5 7.5H3v6h10v-6h-1.5"],
  ["open", "M2 12.5v-9h4l1.5 2h5v2M2 12.5l2-5h10.5l-2 5z"],
  ["save", "M8 2.5v7M5 6.8l3 2.9 3-2.9M2.5 11v2.5h11V11"],
  ["file", "M2.5 4.5h11M2.5 8h11M2.5 11.5h11"],
  ["lost", "M2 2l12 12M4.2 9.2A5.5 5.5 0 0 1 6.5 7.6M1.8 6.4a9 9 0 0 1 2.5-1.8M7.5 3.6a9 9 0 0 1 6.7 2.8M10.6 8a5.5 5.5 0 0 1 1.2 1.2M8 12.3h.1"],
  ["plus", "M8 3.5v9M3.5 8h9"],
  ["star", "M8 2.2l1.8 3.7 4 .5-3 2.8.8 4L8 11.3l-3.6 1.9.8-4-3-2.8 4-.5z"],
  ["minus", "M3.5 8h9"],
  ["fit", "M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3M5.5 5.5h5v5h-5z"],
  ["help", "M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6M6.2 6.3a1.8 1.8 0 1 1 2.7 1.6c-.6.4-.9.7-.9 1.3M8 11.3h.1"],
]);

const SPACE = "http://www.w3.org/2000/svg";
const drawn = new Map<string, SVGElement>();

function draw(path: string): SVGElement {
  const picture = document.createElementNS(SPACE, "svg");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SPACE, "path");
  line.setAttribute("d", path);
  picture.append(line);
  return picture;
}

/** The icon of the first name that has one; unknown names get the one of "Other". */
export function icon(...names: string[]): SVGElement {
  const known = names.find((one) => PATHS.has(one)) ?? "Other";
  const picture = drawn.get(known) ?? draw(PATHS.get(known)!);
  drawn.set(known, picture);
  return picture.cloneNode(true) as SVGElement;
}
