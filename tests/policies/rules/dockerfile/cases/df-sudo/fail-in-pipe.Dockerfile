FROM node:22
RUN cat a | sudo tee b
