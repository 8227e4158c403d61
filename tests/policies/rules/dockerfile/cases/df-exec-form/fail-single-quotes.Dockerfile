FROM node:22
ENTRYPOINT ['node', 'a.mjs']
