FROM node:22
MAINTAINER a@example.com
