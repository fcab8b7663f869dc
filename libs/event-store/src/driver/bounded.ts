import { storeUnavailable } from '../contract';

/**
 * Bounds how long one read may take. Without it a read can wait for ever: on a black-holed connection, and (driver 7.8)
 * on one that closes while the request is being written, since the driver then waits for a `drain` that never comes.
 * @param controller aborts the read, and with it the connection
 * @throws EventStoreError `store-unavailable`
 */
export const bounded = async <Result>(
  ms: number,
  controller: AbortController,
  read: () => Promise<Result>,
): Promise<Result> => {
  const timer = setTimeout(() => {
    controller.abort(storeUnavailable('a read', new Error(`No answer within ${ms} ms.`)));
  }, ms);
  try {
    return await read();
  } finally {
    clearTimeout(timer);
  }
};
