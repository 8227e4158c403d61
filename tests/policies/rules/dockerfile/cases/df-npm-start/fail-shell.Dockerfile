FROM node:22
CMD exec yarn start
