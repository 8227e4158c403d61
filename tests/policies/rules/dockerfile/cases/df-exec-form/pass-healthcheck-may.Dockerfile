FROM node:22
HEALTHCHECK CMD curl -f localhost || exit 1
CMD ["a"]
