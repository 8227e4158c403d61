FROM node:22 AS a
FROM node:22 AS a
