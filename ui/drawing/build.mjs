// Bundles src/ into the two committed files of dist/. Python passes both as text.
import { build } from "esbuild";

const shared = { bundle: true, minify: true, lineLimit: 160, target: "es2022", logLevel: "info", legalComments: "none" };

await build({ ...shared, entryPoints: ["src/index.ts"], format: "esm", outfile: "dist/drawing.js" });
await build({ ...shared, entryPoints: ["src/drawing.css"], outfile: "dist/drawing.css" });
