FROM node:22
COPY .env.example package.json ./
