ARG V
FROM node:${V}
