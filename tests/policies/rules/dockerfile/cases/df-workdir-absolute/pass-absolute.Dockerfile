FROM node:22
WORKDIR /app
WORKDIR "/a b"
