FROM node:22
ADD --chown=a https://example.com/a /a
