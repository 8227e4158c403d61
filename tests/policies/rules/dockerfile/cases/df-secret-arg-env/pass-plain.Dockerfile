FROM node:22
ARG VERSION
ENV NODE_ENV=production MAX_TOKENS=100 NPM_TOKEN_FILE=/run/secrets/npm_token
