from node:22
user node
