# One image, two commands: `npm run start:web` and `npm run start:worker`.

FROM node:20-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM base AS packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force

FROM base AS run
ENV NODE_ENV=production PORT=3000
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY package.json tsconfig.json next.config.ts payload.config.ts ./
COPY public ./public
COPY scripts ./scripts
# The worker runs the sources, and mails are rendered from the templates among them.
COPY src ./src
# Next keeps its image and page cache here; everything else stays read-only.
RUN mkdir -p .next/cache && chown -R node:node .next/cache
USER node
EXPOSE 3000
CMD ["npm", "run", "start:web"]
