import { once } from 'node:events';
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import { createServer, type ListenOptions, Server, type Socket } from 'node:net';
import { connectionEvent } from '../edge';
import { answerUnfinished } from '../problems';

const SWEEP_MS = 50;
/** For a client to close its half of a connection. */
const LAST_HALF_MS = 500;

/** What is on a connection. */
interface Use {
  requests: number;
  /** The bytes that it had brought when its last request was answered. */
  bytes: number;
}

/** The same of a connection and of what is said on it over TLS. */
const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

/** The connections of a server and the requests on them, from before it listens until the last one has ended. */
export class Connections {
  readonly #open = new Map<Socket, Use>();
  /** The requests that are not answered yet. */
  readonly #inFlight = new Map<ServerResponse, IncomingMessage>();
  /** Those over TLS on which nobody could ask anything yet, by their other ends. */
  readonly #unready = new Map<string, Socket>();
  /** The server itself, and the sockets that listen beside it. */
  readonly #listening: Server[];

  constructor(private readonly server: HttpServer) {
    this.#listening = [server];
    server.on('connection', (socket) => {
      // Asked now: what is closed has no other end any more.
      const peer = peerOf(socket);
      this.#unready.set(peer, socket);
      socket.once('close', () => this.#unready.delete(peer));
    });
    server.on(connectionEvent(server), (socket: Socket) => {
      this.#unready.delete(peerOf(socket));
      this.#open.set(socket, { requests: 0, bytes: 0 });
      socket.once('close', () => this.#open.delete(socket));
    });
    server.on('request', (request, response) => {
      const { socket } = request;
      this.#inFlight.set(response, request);
      const use = this.#open.get(socket);
      if (use !== undefined) use.requests += 1;
      response.once('close', () => {
        this.#inFlight.delete(response);
        if (use === undefined) return;
        use.requests -= 1;
        use.bytes = socket.bytesRead;
      });
    });
  }

  /**
   * Listens with more sockets, whose connections are the server's; there are no more of them together than it may have.
   * @throws through the result: what is wrong with the address
   */
  async listenBeside(sockets: number, address: ListenOptions): Promise<void> {
    // Asked before the first of them takes a connection, which changes it.
    const most = this.server.maxConnections;
    for (let count = 0; count < sockets; count += 1) {
      const beside = this.#besideFor(most);
      this.#listening.push(beside);
      await once(beside.listen(address), 'listening');
    }
  }

  /**
   * Takes no new connection, lets the requests in flight finish, and after `patienceMs` answers those that are left, and
   * ends their connections.
   * @returns whether all of them finished by themselves
   */
  async drain(patienceMs: number): Promise<boolean> {
    if (!this.server.listening) return true;
    const closed = this.#listening.map((one) => {
      // Not as an HTTP server closes: it resets a kept-alive connection whose next request has come, and is not read yet.
      Server.prototype.close.call(one);
      return once(one, 'close');
    });
    for (const socket of this.#unready.values()) socket.destroy();
    this.#endIdle();
    const sweep = setInterval(() => this.#endIdle(), SWEEP_MS);
    let finished = true;
    const giveUp = setTimeout(() => {
      finished = false;
      for (const [response, request] of this.#inFlight) answerUnfinished(request, response);
    }, patienceMs);
    const cutOff = setTimeout(() => this.server.closeAllConnections(), patienceMs + LAST_HALF_MS);
    await Promise.all(closed);
    clearInterval(sweep);
    clearTimeout(giveUp);
    clearTimeout(cutOff);
    return finished;
  }

  /** @param most connections of all sockets together */
  #besideFor(most: number): Server {
    // As the server makes its own.
    const allowHalfOpen = connectionEvent(this.server) === 'connection';
    return createServer({ allowHalfOpen, noDelay: true }, (socket) => {
      if (this.#open.size + this.#unready.size >= most) {
        socket.destroy();
        return;
      }
      // It counts its own only.
      this.server.maxConnections -= 1;
      socket.once('close', () => (this.server.maxConnections += 1));
      this.server.emit('connection', socket);
    });
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
