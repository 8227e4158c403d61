// Runs a script with Node 22: this one if it is new enough, else the one pinned in this folder.
// Usage: node node22/run.mjs SCRIPT [ARGUMENTS]
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Runs TypeScript as it is; the image's Node is newer. */
const OLDEST = [22, 18];

function newEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major === OLDEST[0] && minor >= OLDEST[1];
}

function pinned() {
  const folder = new URL(".", import.meta.url).pathname;
  const binary = `${folder}node_modules/.bin/node`;
  if (!existsSync(binary)) {
    const install = ["ci", "--no-audit", "--no-fund", "--prefix", folder];
    const { status } = spawnSync("npm", install, { stdio: "inherit", cwd: folder });
    if (status !== 0 || !existsSync(binary)) {
      console.error("Node 22 could not be installed: put a Node >= 22.18 on PATH");
      process.exit(3);
    }
  }
  return binary;
}

const node = newEnough(process.versions.node) ? process.execPath : pinned();
const child = spawn(node, process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
