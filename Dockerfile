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
# The image is of that Node already: what npm brings of it is left out.
RUN npm ci --omit=dev && npm cache clean --force \
  && rm -rf node_modules/node-linux-* node_modules/.bin/node

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
