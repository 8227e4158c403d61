FROM node:22
ADD rootfs.tar.gz /
