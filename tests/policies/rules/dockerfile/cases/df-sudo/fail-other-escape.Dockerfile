# escape=`
FROM node:22
RUN a `
  && sudo b
