FROM node:22
ADD package.json /app/
