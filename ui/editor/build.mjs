// Bundles src/ into the committed files of dist/. Python passes the first two as text; the browser fetches
// the large one, CodeMirror with what we put on it, once and by its address.
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const shared = { bundle: true, minify: true, lineLimit: 160, target: "es2022", logLevel: "info", format: "esm" };
const large = "dist/codemirror.js";

await build({ ...shared, entryPoints: ["src/index.ts"], outfile: "dist/editor.js" });
await build({ ...shared, entryPoints: ["src/editor.css"], outfile: "dist/editor.css" });
const { metafile } = await build({ ...shared, entryPoints: ["src/codemirror.ts"], outfile: large, metafile: true });
writeFileSync(large, readFileSync(large, "utf8") + notices(Object.keys(metafile.inputs)));

/** The licences of what others wrote, as they ask to be kept with each copy: each text once, after the packages it is for. */
function notices(inputs) {
  const names = new Set(inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean));
  const packages = {};
  for (const name of [...names].sort()) (packages[licence(name)] ??= []).push(name);
  return Object.entries(packages).map(([text, names]) => `/*! ${names.join(", ")}\n\n${text}\n*/\n`).join("");
}

function licence(name) {
  return readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim();
}
