import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'node:net';

const SWEEP_MS = 50;
/** For a client to close its half of a connection. */
const LAST_HALF_MS = 500;

/** What is on a connection. */
interface Use {
  requests: number;
  /** The bytes that it had brought when its last request was answered. */
  bytes: number;
}

/** The connections of a server and the requests on them, from before it listens until the last one has ended. */
export class Connections {
  readonly #open = new Map<Socket, Use>();

  constructor(private readonly server: HttpServer) {
    server.on('connection', (socket) => {
      this.#open.set(socket, { requests: 0, bytes: 0 });
      socket.once('close', () => this.#open.delete(socket));
    });
    server.on('request', ({ socket }, response) => {
      const use = this.#open.get(socket);
      if (use === undefined) return;
      use.requests += 1;
      response.once('close', () => {
        use.requests -= 1;
        use.bytes = socket.bytesRead;
      });
    });
  }

  /**
   * Takes no new connection, lets the requests in flight finish, and ends what is left after `patienceMs`.
   * @returns whether all of them finished by themselves
   */
  async drain(patienceMs: number): Promise<boolean> {
    if (!this.server.listening) return true;
    const closed = Promise.withResolvers<undefined>();
    // Not as an HTTP server closes: it resets a kept-alive connection whose next request has come, and is not read yet.
    Server.prototype.close.call(this.server, () => closed.resolve(undefined));
    this.#endIdle();
    const sweep = setInterval(() => this.#endIdle(), SWEEP_MS);
    let finished = true;
    const giveUp = setTimeout(() => {
      finished = false;
      this.server.closeAllConnections();
    }, patienceMs);
    await closed.promise;
    clearInterval(sweep);
    clearTimeout(giveUp);
    return finished;
  }

  /** Those without a request, or a part of one; kept-alive ones, and those opened in advance. */
  #endIdle(): void {
    for (const [socket, { requests, bytes }] of this.#open) {
      if (requests > 0 || socket.bytesRead > bytes || socket.writableEnded) continue;
      socket.end();
      setTimeout(() => socket.destroy(), LAST_HALF_MS).unref();
    }
  }
}
