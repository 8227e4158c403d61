FROM node:22
COPY package.json config/.env.production ./
