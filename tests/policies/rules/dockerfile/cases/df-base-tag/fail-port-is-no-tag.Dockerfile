FROM --platform=linux/amd64 localhost:5000/debian AS build
