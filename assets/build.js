// Bundles assets/css/main.css, assets/css/editor.css (the admin) and every assets/js/*.js into static/build/.
// Run by `npm run build`; `make run` and `make test` call it when something under assets/ has changed.

import { existsSync, readdirSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const OUT = "static/build";

/**
 * Drop the design tokens that nothing uses: the theme declares some three thousand, a page needs a few hundred.
 * A token counts as used when a rule, or a used token, refers to it; one that only a template's `style`
 * attribute or a script names has to be referred to in assets/css as well.
 */
function withoutUnusedTokens(css) {
  const declaration = /(--[\w-]+):((?:"[^"]*"|'[^']*'|url\([^"')]*\)|[^;{}"'])*)(;|(?=\}))/g;
  const reference = /var\(\s*(--[\w-]+)/g;
  const values = new Map();
  for (const [, name, value] of css.matchAll(declaration)) {
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  const used = new Set();
  const queue = [...css.replace(declaration, "").matchAll(reference)].map((match) => match[1]);
  while (queue.length) {
    const name = queue.pop();
    if (used.has(name)) continue;
    used.add(name);
    for (const value of values.get(name) ?? []) {
      queue.push(...[...value.matchAll(reference)].map((match) => match[1]));
    }
  }
  return css.replace(declaration, (whole, name) => (used.has(name) ? whole : ""));
}

rmSync(OUT, { recursive: true, force: true });

const scripts = existsSync("assets/js") ? readdirSync("assets/js").filter((name) => name.endsWith(".js")) : [];
await build({
  entryPoints: ["assets/css/main.css", "assets/css/editor.css", ...scripts.map((name) => `assets/js/${name}`)],
  outdir: OUT,
  outbase: "assets",
  entryNames: "[name]",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome110", "firefox115", "safari16"],
  // Fonts and pictures beside the bundle, under a name that never changes: collectstatic adds the fingerprint.
  loader: { ".woff2": "copy", ".svg": "copy", ".png": "copy" },
  logLevel: "warning",
}).catch(() => process.exit(1)); // esbuild has printed the file, the line and the reason.

const stylesheet = `${OUT}/main.css`;
await writeFile(stylesheet, withoutUnusedTokens(await readFile(stylesheet, "utf8")));
