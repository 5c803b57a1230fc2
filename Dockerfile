# syntax=docker/dockerfile:1
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# Without install scripts: the only one fetches a Node of its own, and this image has one.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production VIDIGEST_DATA=/data/vidigest.sqlite
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /build/package.json /build/LICENSE /build/README.md ./
COPY --from=build /build/assets assets
COPY --from=build /build/slack slack
COPY --from=build /build/dist dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
# Node itself is process 1 and gets the signals: the bot finishes its writes on SIGTERM.
CMD ["node", "dist/main.js"]
