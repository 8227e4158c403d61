FROM node:22 AS a
ENTRYPOINT ["node"]
CMD ["a"]
FROM node:22
CMD ["b"]
