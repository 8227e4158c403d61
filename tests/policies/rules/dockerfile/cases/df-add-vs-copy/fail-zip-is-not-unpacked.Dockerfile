FROM node:22
ADD a.zip /app/
