FROM node:22
RUN sudo apt-get update
