// The component's entry, which travels with each redraw: it fetches the large module once, by its address.

import type { Component, Module } from "./types";

const modules = new Map<string, Promise<Module>>();

function fetched(address: string): Promise<Module> {
  const known = modules.get(address) ?? (import(new URL(address, location.origin).href) as Promise<Module>);
  modules.set(address, known);
  return known;
}

/** Called again on the same element whenever data or theme change. */
export default function editor(component: Component): () => void {
  let close = (): void => {};
  let closed = false;
  fetched(component.data.address).then(
    ({ draw }) => {
      if (!closed) close = draw(component);
    },
    () => showPlainly(component),
  );
  return () => {
    closed = true;
    close();
  };
}

/** Without the module, after an update of the server say, the source can at least be read. */
function showPlainly({ data, parentElement }: Component): void {
  const known = parentElement.querySelector("pre");
  const plain = known ?? document.createElement("pre");
  plain.textContent = data.source;
  if (known) return;
  const words = document.createElement("p");
  words.setAttribute("role", "alert");
  words.textContent = "The code editor could not be fetched from the server. Reload the page to edit.";
  parentElement.append(words, plain);
}
