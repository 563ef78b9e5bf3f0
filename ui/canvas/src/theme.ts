// Streamlit gives its theme as variables but does not say whether it is dark.

/** How bright a colour looks, from 0 to 255. */
function brightness(element: HTMLElement, colour: string): number {
  const probe = document.createElement("span");
  probe.style.cssText = `display:none;color:${colour}`;
  element.append(probe);
  const channels = getComputedStyle(probe).color.match(/[\d.]+/g)?.map(Number) ?? [];
  probe.remove();
  const [red = 255, green = 255, blue = 255] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Sets what depends on the theme: the dark look, and ink that can be read on the primary colour. True where that may
 * look different now. */
export function applyTheme(element: HTMLElement): boolean {
  const style = getComputedStyle(element);
  const [paper, accent] = ["--st-background-color", "--st-primary-color"].map((name) => style.getPropertyValue(name).trim());
  const theme = `${paper} ${accent}`;
  if (element.dataset.theme === theme) return false;
  element.dataset.theme = theme;
  element.classList.toggle("dark", brightness(element, paper || "#fff") < 128);
  element.style.setProperty("--on-accent", brightness(element, accent || "#3454d1") > 140 ? "#0b1020" : "#fff");
  return true;
}
