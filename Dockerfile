# Bookledger as a container. How to run it: docs/install.md, section "In a container".

# The compilers are for the SQLite driver, where no ready-made build fits this image.
FROM node:24-bookworm-slim AS build
WORKDIR /app
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 make g++ \
 && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json .npmrc ./
COPY scripts ./scripts
RUN node scripts/ensure.mjs
COPY tsconfig.json ./
COPY config ./config
COPY src ./src
COPY sandbox ./sandbox
COPY bench ./bench
COPY ui ./ui
RUN npm run build \
 && rm -rf dist/bench dist/.tsbuildinfo \
 && npm prune --omit=dev

FROM node:24-bookworm-slim
# Two arenas: memory that one thread has freed is used again by the others, which saves tens of megabytes.
ENV NODE_ENV=production \
    MALLOC_ARENA_MAX=2 \
    BOOKLEDGER_CONFIG=/etc/bookledger/bookledger.yaml
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY config ./config
COPY LICENSE ./
# The one place it writes to, and only with SQLite: database: sqlite:/data/bookledger.db
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
# No EXPOSE: until sign-in is configured the service listens on the container's own loopback only.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8420/livez').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node is process 1 and handles SIGTERM itself; give it longer than sync.shutdown (25s) to stop.
ENTRYPOINT ["node", "dist/src/cli.js"]
CMD ["serve"]
