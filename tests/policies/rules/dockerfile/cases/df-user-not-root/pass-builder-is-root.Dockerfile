FROM node:22 AS build
USER root
FROM node:22
USER 1000:0
