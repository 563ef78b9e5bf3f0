// Streamlit gives its theme as variables but does not say whether it is dark.

/** How bright a variable's colour looks, from 0 to 255. */
function brightness(element: HTMLElement, variable: string, fallback: string): number {
  const probe = document.createElement("span");
  probe.style.cssText = `display:none;color:var(${variable}, ${fallback})`;
  element.append(probe);
  const channels = getComputedStyle(probe).color.match(/[\d.]+/g)?.map(Number) ?? [];
  probe.remove();
  const [red = 255, green = 255, blue = 255] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Sets what depends on the theme: the dark look, and ink that can be read on the primary colour. */
export function applyTheme(element: HTMLElement): void {
  element.classList.toggle("dark", brightness(element, "--st-background-color", "#fff") < 128);
  const ink = brightness(element, "--st-primary-color", "#3454d1") > 140 ? "#0b1020" : "#fff";
  element.style.setProperty("--on-accent", ink);
}
