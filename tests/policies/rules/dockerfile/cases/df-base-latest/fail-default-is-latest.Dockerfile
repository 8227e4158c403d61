FROM node:${V:-latest}
