FROM node:22
ENTRYPOINT ["/bin/sh", "-c", "cd /app && pnpm run start"]
