/**
 * What the image's HEALTHCHECK runs: exit code 0 when the process answers, 1 when it doesn't. The
 * image has no shell and no curl. It asks `/health/live`: a platform that restarts what is
 * unhealthy must not do so because a database is away.
 */
const port = process.env["PORT"] || "8080";
try {
  const answer = await fetch(`http://127.0.0.1:${port}/health/live`, {
    signal: AbortSignal.timeout(2500),
  });
  process.exit(answer.ok ? 0 : 1);
} catch {
  process.exit(1);
}
