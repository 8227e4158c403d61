/**
 * What the image's HEALTHCHECK runs: exit code 0 when the process answers, 1 when it doesn't. The
 * image has no shell and no curl. It asks `/health/live`: a platform that restarts what is
 * unhealthy must not do so because a database is away. One that only waits and routes says
 * `HEALTHCHECK_PATH=/health/ready`.
 */
const port = process.env["PORT"] || "8080";
const path = process.env["HEALTHCHECK_PATH"] || "/health/live";
try {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    signal: AbortSignal.timeout(2500),
  });
  process.exit(answer.ok ? 0 : 1);
} catch {
  process.exit(1);
}
