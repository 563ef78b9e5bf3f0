// The button that copies the whole text.

const DONE_MS = 1500;

export function copyButton(text: () => string): HTMLButtonElement {
  const element = document.createElement("button");
  element.className = "copy";
  element.textContent = "Copy";
  element.addEventListener("click", () => {
    navigator.clipboard.writeText(text()).then(
      () => told(element, "Copied"),
      () => told(element, "Not allowed"),
    );
  });
  return element;
}

function told(element: HTMLButtonElement, word: string): void {
  element.textContent = word;
  window.setTimeout(() => (element.textContent = "Copy"), DONE_MS);
}
