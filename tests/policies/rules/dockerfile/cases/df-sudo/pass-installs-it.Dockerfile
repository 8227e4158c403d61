FROM node:22
RUN apt-get install -y sudo && echo sudo
