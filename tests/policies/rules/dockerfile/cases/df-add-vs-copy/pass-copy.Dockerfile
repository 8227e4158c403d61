FROM node:22
COPY a /a
