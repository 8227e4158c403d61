FROM debian:12.5 AS build
RUN make
FROM BUILD AS test
FROM scratch
COPY --from=build /a /a
