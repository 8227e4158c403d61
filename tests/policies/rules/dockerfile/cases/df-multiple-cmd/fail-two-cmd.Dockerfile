FROM node:22
CMD ["a"]
RUN true
CMD ["b"]
