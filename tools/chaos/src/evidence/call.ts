/** What a client asks for. Amounts are in cents. */
export type Request =
  | { readonly kind: 'open'; readonly account: string; readonly owner: string }
  | { readonly kind: 'deposit' | 'withdraw'; readonly account: string; readonly amount: number }
  | { readonly kind: 'transfer'; readonly from: string; readonly to: string; readonly amount: number }
  | { readonly kind: 'close'; readonly account: string }
  | { readonly kind: 'balance'; readonly account: string; readonly position?: number }
  | { readonly kind: 'send'; readonly user: string; readonly message: string; readonly text: string }
  | { readonly kind: 'read' | 'delete'; readonly user: string; readonly message: string }
  | { readonly kind: 'unread'; readonly user: string; readonly after?: number };

/** What a service answered. */
export interface Answer {
  readonly status: number;
  /** Of a problem. */
  readonly code?: string;
  /** The header `Log-Position`. */
  readonly position?: number;
  readonly body: unknown;
}

/** A request on its way to one instance, once. Times are in nanoseconds, of one monotonic clock. */
export interface Attempt {
  readonly instance: string;
  readonly began: number;
  /** Absent: nobody waits any more, and nothing was heard. */
  readonly ended?: number;
  /** Absent: the connection broke, or nothing came in time. */
  readonly answer?: Answer;
}

/** A request of a client under one key, with every attempt at it. */
export interface Call {
  /** Its idempotency key, and its correlation id, by which its commit is found. */
  readonly id: string;
  readonly client: number;
  /** The few accounts that are judged together. */
  readonly group: string;
  readonly request: Request;
  readonly attempts: readonly Attempt[];
}

const COMMANDS: ReadonlySet<Request['kind']> = new Set([
  ...(['open', 'deposit', 'withdraw', 'transfer', 'close'] as const),
  ...(['send', 'read', 'delete'] as const),
]);

export const isCommand = ({ request }: Call): boolean => COMMANDS.has(request.kind);

const OF_MESSAGES: ReadonlySet<Request['kind']> = new Set(['send', 'read', 'delete', 'unread']);

/** Which log a call is about. */
export const isOfMessages = ({ request }: Call): boolean => OF_MESSAGES.has(request.kind);
