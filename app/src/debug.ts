/**
 * The entry of the debug stage, absent from the production image. Debug tools open only when
 * asked for, and only on this machine: reach them with `kubectl port-forward`.
 *
 * VERCEL_DEBUG_PORT: the inspector listens there, on 127.0.0.1.
 * VERCEL_LOG_LEVEL: takes the place of LOG_LEVEL.
 */
import { open } from "node:inspector";

const { VERCEL_DEBUG_PORT: port, VERCEL_LOG_LEVEL: level } = process.env;

if (level) process.env["LOG_LEVEL"] = level;
if (port) {
  if (!/^\d+$/.test(port) || Number(port) > 65_535) {
    const message = "VERCEL_DEBUG_PORT must be a port number: correct it or leave it out";
    const record = { level: "fatal", event: "config.invalid", message };
    process.stdout.write(`${JSON.stringify({ timestamp: new Date().toISOString(), ...record })}\n`);
    process.exit(78);
  }
  open(Number(port), "127.0.0.1");
}

// A path the bundler leaves alone: the debug stage adds this file to the production bundle.
const server = new URL("./server.mjs", import.meta.url);
await import(server.href);
