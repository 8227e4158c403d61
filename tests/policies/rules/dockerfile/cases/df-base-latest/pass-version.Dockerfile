FROM node:22.3-slim
