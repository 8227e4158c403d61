FROM node:22 AS build
USER node
RUN make
FROM node:22
COPY --from=build /a /a
