FROM debian:12.7
RUN npm install file:../shared
