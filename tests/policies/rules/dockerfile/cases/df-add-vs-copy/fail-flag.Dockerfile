FROM node:22
ADD --chown=1000 . /app
