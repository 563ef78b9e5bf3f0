// Streamlit gives its theme as variables but does not say whether it is dark.

/** True when the background of the theme is darker than it is light. */
export function isDark(element: HTMLElement): boolean {
  const probe = document.createElement("span");
  probe.style.cssText = "display:none;color:var(--st-background-color, #fff)";
  element.append(probe);
  const channels = getComputedStyle(probe).color.match(/[\d.]+/g)?.map(Number) ?? [];
  probe.remove();
  const [red = 255, green = 255, blue = 255] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}
