FROM gcr.io/distroless/nodejs22:nonroot
CMD ["a.mjs"]
