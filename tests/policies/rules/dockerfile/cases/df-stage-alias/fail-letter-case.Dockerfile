FROM node:22 as Build
FROM node:22 AS b
FROM alpine:3 AS build
