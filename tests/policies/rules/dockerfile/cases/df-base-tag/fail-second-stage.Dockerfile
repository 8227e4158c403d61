FROM debian:12.5 AS build
FROM alpine
COPY --from=build /a /a
