FROM node:22
RUN echo "run sudo x" # sudo y
