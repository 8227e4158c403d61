// Bundles the service into single files under dist/. Usage: node build.mjs
import { rm } from "node:fs/promises";

import { build } from "esbuild";

const shared = {
  bundle: true,
  platform: "node",
  target: "node22",
  format: "esm",
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  legalComments: "none",
  logLevel: "warning",
};

// Libraries in CommonJS ask for Node's own modules with `require`, which a module file lacks.
const banner = {
  js: 'import { createRequire as $require } from "node:module"; const require = $require(import.meta.url);',
};

await rm("dist", { recursive: true, force: true });
await build({
  ...shared,
  entryPoints: ["src/server.ts"],
  banner,
  minify: true,
  keepNames: true,
  // The map is kept beside the image, not in it.
  sourcemap: "external",
  // Optional native driver of pg that is never used.
  external: ["pg-native"],
  metafile: true,
});
await build({ ...shared, entryPoints: ["src/healthcheck.ts", "src/debug.ts"] });
// The image holds it as /opt/shipshape/secrets.mjs: on AWS Lambda NODE_OPTIONS imports it from there.
await build({ ...shared, entryPoints: ["src/preload/secrets.ts"], minify: true, keepNames: true });
