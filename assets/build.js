// Builds casework/static from assets/: two stylesheets, one script, the icon, the licences and the manifest.
// Nothing here depends on the day or the machine, so that a rebuild gives the same bytes.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { build, transform } from "esbuild";
import rtlcss from "rtlcss";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const out = join(root, "casework", "static");
const browsers = ["chrome100", "firefox100", "safari15"];

async function stylesheets() {
  const compiled = sass.compile(join(here, "scss", "casework.scss"), {
    importers: [new sass.NodePackageImporter(root)],
    quietDeps: true,
    charset: false,
  }).css;
  const small = async (css) => (await transform(css, { loader: "css", minify: true, target: browsers })).code;
  return {
    "casework.css": await small(compiled),
    "casework.rtl.css": await small(rtlcss.process(compiled)),
  };
}

async function script() {
  const result = await build({
    entryPoints: [join(here, "js", "casework.js")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: browsers,
    legalComments: "none",
  });
  return { "casework.js": result.outputFiles[0].text };
}

function licences() {
  const frontend = JSON.parse(readFileSync(join(root, "node_modules/govuk-frontend/package.json"), "utf8"));
  const text = readFileSync(join(here, "govuk-frontend.licence.txt"), "utf8");
  return `The stylesheets contain parts of govuk-frontend ${frontend.version}.\n\n${text}`;
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

// What the built files were built from: a test compares it, so that nobody commits an old build.
function source() {
  const under = readdirSync(here, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const read = [...under.map((each) => join(each.parentPath ?? each.path, each.name)), join(root, "package-lock.json")];
  const lines = read.map((path) => `${relative(root, path).replaceAll("\\", "/")} ${sha256(readFileSync(path))}\n`);
  return sha256(lines.sort().join(""));
}

function hashed(name, bytes) {
  const digest = sha256(bytes).slice(0, 10);
  const end = extname(name);
  return `${basename(name, end)}.${digest}${end}`;
}

const files = {
  ...(await stylesheets()),
  ...(await script()),
  "favicon.svg": readFileSync(join(here, "favicon.svg"), "utf8"),
};

// Only what an earlier build listed is removed.
function forgetEarlier() {
  const listed = join(out, "manifest.json");
  if (!existsSync(listed)) return;
  for (const old of Object.values(JSON.parse(readFileSync(listed, "utf8")))) rmSync(join(out, old), { force: true });
}

mkdirSync(out, { recursive: true });
forgetEarlier();
const manifest = {};
for (const name of Object.keys(files).sort()) {
  manifest[name] = hashed(name, files[name]);
  writeFileSync(join(out, manifest[name]), files[name]);
}
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
writeFileSync(join(out, "LICENCES.txt"), licences());
writeFileSync(join(out, "source.txt"), source() + "\n");
