FROM node:22 AS a
CMD ["npm", "start"]
FROM a
CMD ["node", "a.mjs"]
