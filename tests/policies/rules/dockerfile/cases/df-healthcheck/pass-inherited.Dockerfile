FROM node:22 AS base
HEALTHCHECK CMD curl -f localhost
FROM base
