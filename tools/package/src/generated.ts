/** A project that a generator makes in an empty folder. */
export interface Generated {
  readonly name: string;
  /** Files that are there before. */
  readonly before?: Readonly<Record<string, string>>;
  /** What somebody types, in the folder that is made. `EVENT_STORE` and `CREATE` are the tarballs. */
  readonly commands: string;
  /** What starts it when it is built. */
  readonly start: string;
}

export const GENERATED: readonly Generated[] = [
  {
    name: 'npx @event-sourcing/create',
    commands: `
      npm exec --yes --package="$CREATE" -- create my-shop --event-store "$EVENT_STORE"
      cd my-shop
      npm install
      env -u MONGODB_URI npm test
      npm test
      npm run typecheck
      npm run build`,
    // As its container does: npm, told to end, leaves what it has started running.
    start: 'cd my-shop && exec node --enable-source-maps dist/main.js',
  },
  {
    name: 'nx g @event-sourcing/event-store',
    before: {
      'package.json': JSON.stringify({ name: '@acme/source', private: true }),
      'nx.json': JSON.stringify({ workspaceLayout: { libsDir: 'packages', appsDir: 'services' } }),
    },
    commands: `
      npm install --save-dev nx@23.2.1 @nx/devkit@23.2.1
      npm install "$EVENT_STORE" mongodb@7
      nx g @event-sourcing/event-store:init
      nx g @event-sourcing/event-store:domain order
      nx g @event-sourcing/event-store:service my-shop --domain=order
      nx g @event-sourcing/event-store:projection recent-orders --project=my-shop --domain=order
      nx g @event-sourcing/event-store:reaction order-mail --project=my-shop --domain=order
      env -u MONGODB_URI nx run-many -t test typecheck
      nx run-many -t test build`,
    start: 'cd services/my-shop && exec node dist/main.mjs',
  },
];
