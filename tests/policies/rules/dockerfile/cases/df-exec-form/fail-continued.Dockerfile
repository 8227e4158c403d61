FROM node:22
CMD node \
  # the file
  a.mjs
