FROM node:22
LABEL maintainer="a@example.com"
