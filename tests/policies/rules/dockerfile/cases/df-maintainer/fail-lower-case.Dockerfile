FROM node:22
maintainer a
