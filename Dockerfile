# syntax=docker/dockerfile:1
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# Without install scripts: they fetch a Node and databases for the tests, and this image has a Node.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
# Set here, and so left out of .env.example: what a file of variables sets counts more than what an image sets.
ENV NODE_ENV=production VIDIGEST_DATA=/data/vidigest.sqlite VIDIGEST_HTTP_HOST=0.0.0.0 VIDIGEST_HTTP_PORT=8080
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /build/package.json /build/LICENSE /build/README.md ./
COPY --from=build /build/assets assets
COPY --from=build /build/slack slack
COPY --from=build /build/dist dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
# Alive is enough: restarting does not bring back a chat or a model. /readyz is for whoever sends traffic.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.VIDIGEST_HTTP_PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1 and gets the signals: SIGTERM stops the bot in good order, within 20 s. The sizes are those of
# `npm start`: where there is much memory Node would take much before it clears up.
ENTRYPOINT ["node", "--max-semi-space-size=16", "--max-old-space-size=1024", "dist/cli.js"]
CMD ["start"]
