FROM node:22
COPY defaults /app/.env
