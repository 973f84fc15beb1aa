# One image, two commands: `npm run start:web` and `npm run start:worker`.

# The Node of package.json (`engines`): scripts/check-compose.mjs holds both to each other.
FROM node:26.10.0-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM base AS packages
COPY package.json package-lock.json .npmrc ./
# Optional is what only a build or a machine without this Node needs: compilers, sharp, npm's own packages of Node.
# Payload's command line brings a TypeScript loader; nothing here runs it.
RUN npm ci --omit=dev --omit=optional && npm cache clean --force \
  && rm -rf node_modules/esbuild node_modules/payload/node_modules/tsx node_modules/@payloadcms/graphql/node_modules/tsx

FROM base AS run
ENV NODE_ENV=production PORT=3000
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY package.json next.config.mjs ./
COPY public ./public
COPY scripts ./scripts
# Mails are rendered from the templates among the sources.
COPY src/emails ./src/emails
# Next keeps its image and page cache here; everything else stays read-only.
RUN mkdir -p .next/cache && chown -R node:node .next/cache
USER node
EXPOSE 3000
CMD ["npm", "run", "start:web"]
