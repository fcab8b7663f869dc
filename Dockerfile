# syntax=docker/dockerfile:1
# One service per image: docker build --build-arg SERVICE=bank-command --build-arg PORT=3001 .
ARG NODE=node:24.21.0-slim

FROM ${NODE} AS build
WORKDIR /workspace
# Packages first: they change less often than the sources, and the layer is kept.
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
ARG SERVICE
RUN --mount=type=cache,target=/root/.npm npx nx build "${SERVICE:?name a folder of apps/}"

FROM ${NODE} AS service
WORKDIR /service
ARG SERVICE
COPY --from=build /workspace/dist/apps/${SERVICE} ./
ARG PORT=3000
# Two arenas, not eight for each processor: what the threads of Node allocate apart is hardly ever given back.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=${PORT} MALLOC_ARENA_MAX=2
EXPOSE ${PORT}
# node, by its number, so that a platform that refuses root can tell.
USER 1000:1000
HEALTHCHECK --interval=5s --timeout=5s --start-period=30s --retries=6 \
  CMD ["node", "--no-warnings", "--eval", "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; fetch(`http${process.env.TLS_CERT_FILE ? 's' : ''}://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# A small nursery and a heap that may not grow to gigabytes: else V8 collects late, and a service under load holds half as
# much again and is no faster. Live are some 90 MB.
CMD ["node", "--enable-source-maps", "--max-semi-space-size=8", "--max-old-space-size=256", "--import", "./tracing.js", "main.js"]
