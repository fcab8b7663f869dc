import { dirname, join } from 'node:path/posix';
import type { Page } from './page';
import type { Workspace } from './workspace';

/** A check tells whether a text in back-ticks is of its kind, and whether the workspace has it. */
type Check = (code: string, workspace: Workspace) => 'there' | 'missing' | 'not-mine';

const found = (there: boolean): 'there' | 'missing' => (there ? 'there' : 'missing');

const script: Check = (code, { scripts }) => {
  const name = /^npm (?:run )?([\w:-]+)/.exec(code)?.[1];
  if (name === undefined || name === 'install' || name === 'ci') return 'not-mine';
  return found(scripts.has(name));
};

/** Names of HTTP, MongoDB, Nest and Node that our code has no word for. */
const foreign = new Set([
  'OTEL_RESOURCE_ATTRIBUTES',
  'OTEL_TRACES_SAMPLER',
  'OTEL_TRACES_SAMPLER_ARG',
  '@EventsHandler',
  'Authorization',
  'getMore',
  'NODE_OPTIONS',
  'RetryableError',
  'SystemOverloadedError',
  'transactionLifetimeLimitSeconds',
]);

/** `EventStore`, `EventStore.head`, `@InjectProjection`; what Node itself has is not ours to keep. */
const exportedName: Check = (code, { exported, words }) => {
  const [, name, member] = /^@?([A-Z]\w*[a-z]\w*)(?:\.(\w+))?(?:\(.*\))?$/.exec(code) ?? [];
  if (name === undefined || name in globalThis) return 'not-mine';
  return found(exported.has(name) && (member === undefined || words.has(member)));
};

/** `lastPosition`, `memoryStore()`, `outcome-unknown`, `MONGODB_URI`: names that only code has. */
const word: Check = (code, { words }) => {
  const name = /^([a-z]+[A-Z]\w*|[a-z]+(?:-[a-z]+)+|[A-Z]+(?:_[A-Z]+)+)(?:\(.*\))?$/.exec(code)?.[1];
  return name === undefined ? 'not-mine' : found(words.has(name));
};

/** A path from the root, or the end of one: `log/chain`, `decisions.ts`, `commands/`; `<name>` stands for any. */
const path: Check = (code, { paths }) => {
  if (!/^[\w.<>-]+(\/[\w.<>-]+)*\/?$/.test(code) || code.startsWith('dist/')) return 'not-mine';
  if (!code.includes('/') && !/\.(ts|mjs|json|md)$/.test(code)) return 'not-mine';
  const pattern = code.replace(/\/$/, '').replaceAll('.', '\\.').replaceAll(/<\w+>/g, '[^/]+');
  const end = new RegExp(`(^|/)${pattern}$`);
  return found([...paths].some((known) => end.test(known)));
};

const checks = [script, exportedName, word, path];

/** The texts in back-ticks that name something the workspace does not have. */
export const staleNames = ({ codes }: Page, workspace: Workspace): readonly string[] =>
  codes.filter((code) => !foreign.has(code) && checks.some((check) => check(code, workspace) === 'missing'));

/** The links to files that are not there. */
export const brokenLinks = (at: string, { links }: Page, { paths }: Workspace): readonly string[] =>
  links.filter((link) => {
    if (/^(\w+:|#)/.test(link)) return false;
    return !paths.has(join(dirname(at), link.replace(/#.*$/, '')).replace(/\/$/, ''));
  });
