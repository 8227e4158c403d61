FROM node:22
HEALTHCHECK --interval=10s CMD ["node", "h.mjs"]
