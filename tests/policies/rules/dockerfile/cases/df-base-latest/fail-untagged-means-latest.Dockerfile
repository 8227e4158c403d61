FROM node AS build
