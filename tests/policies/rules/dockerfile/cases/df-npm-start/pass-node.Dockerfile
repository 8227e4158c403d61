FROM node:22
RUN npm ci
CMD ["node", "a.mjs"]
