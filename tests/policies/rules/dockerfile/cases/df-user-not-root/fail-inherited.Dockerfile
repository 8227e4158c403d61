FROM node:22 AS base
USER root
FROM base
RUN true
