import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Metrics } from './metrics';

/** A server that answers `GET /metrics`, and nothing else. */
export interface MetricsServer {
  /** `http://127.0.0.1:9101/metrics` */
  readonly url: string;
  close(): Promise<void>;
}

const answer = async (
  metrics: Pick<Metrics, 'text' | 'contentType'>,
  { url, method }: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (url?.split('?')[0] !== '/metrics') return void response.writeHead(404).end();
  if (method !== 'GET' && method !== 'HEAD')
    return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
  try {
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text);
  } catch {
    response.writeHead(500).end();
  }
};

/** Serves metrics on a port of their own: nobody who may read them need reach the service, nor the other way round. */
export const serveMetrics = async (
  metrics: Pick<Metrics, 'text' | 'contentType' | 'close'>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<MetricsServer> => {
  const server = createServer((request, response) => void answer(metrics, request, response));
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${bound}/metrics`,
    close: async () => {
      metrics.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
