// The whole test run: format, types, bundle, every test. Run it with `npm test`, or with the
// names of test files: `npm test test/process/drain.test.ts`.
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";

process.chdir(new URL("..", import.meta.url).pathname);

const quiet = "--disable-warning=ExperimentalWarning";
const asked = process.argv.slice(2);
const tests = asked.length > 0 ? asked : globSync("test/**/*.test.ts").sort();

for (const command of [
  ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level=warn", "src", "test", "*.mjs"],
  ["node_modules/typescript/bin/tsc", "--noEmit"],
  ["build.mjs"],
  [
    quiet,
    "--test",
    "--test-reporter=spec",
    "--test-timeout=60000",
    "--test-concurrency=2",
    ...tests,
  ],
]) {
  const { status } = spawnSync(process.execPath, command, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
