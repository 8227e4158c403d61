FROM node:22.3 AS latest
FROM latest
