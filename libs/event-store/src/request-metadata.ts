import { AsyncLocalStorage } from 'node:async_hooks';
import type { CommitMetadata } from './contract';

const current = new AsyncLocalStorage<CommitMetadata>();

/**
 * Runs work whose commits carry this metadata, however deep they are made: the request that all of it belongs to, and who
 * asked. What a single append or decision says of itself comes before it; within, more can be added the same way.
 *
 * ```ts
 * await withMetadata({ correlationId, actor }, () => handler.execute(command));
 * ```
 */
export const withMetadata = <Result>(metadata: CommitMetadata, work: () => Result): Result =>
  current.run({ ...current.getStore(), ...metadata }, work);

/** The request with the metadata that the work it is made in carries. */
export const withCurrentMetadata = <Request extends { readonly metadata?: CommitMetadata }>(
  request: Request,
): Request => {
  const metadata = current.getStore();
  return metadata ? { ...request, metadata: { ...metadata, ...request.metadata } } : request;
};
