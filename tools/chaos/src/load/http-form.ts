import type { ServiceName } from '@event-sourcing/stack';
import type { Request } from '../evidence/call';

/** A request as it is sent. */
export interface HttpRequest {
  readonly service: ServiceName;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
}

const amountOf = (cents: number): string => (cents / 100).toFixed(2);

const query = (name: string, value: number | undefined): string =>
  value === undefined ? '' : `?${name}=${value}`;

/** How a request is asked over HTTP. */
export const httpForm = (request: Request): HttpRequest => {
  const bank = 'bank-command';
  switch (request.kind) {
    case 'open':
      return {
        ...{ service: bank, method: 'POST', path: '/accounts' },
        body: { accountId: request.account, owner: request.owner },
      };
    case 'close':
      return { service: bank, method: 'DELETE', path: `/accounts/${request.account}` };
    case 'deposit':
    case 'withdraw':
      return {
        ...{ service: bank, method: 'POST' },
        path: `/accounts/${request.account}/${request.kind}${request.kind === 'deposit' ? 's' : 'als'}`,
        body: { amount: amountOf(request.amount) },
      };
    case 'transfer':
      return {
        ...{ service: bank, method: 'POST', path: '/transfers' },
        body: { from: request.from, to: request.to, amount: amountOf(request.amount) },
      };
    case 'balance':
      return {
        ...{ service: bank, method: 'GET' },
        path: `/accounts/${request.account}${query('position', request.position)}`,
      };
    case 'unread':
      return {
        ...{ service: 'messages-query', method: 'GET' },
        path: `/users/${request.user}/unread-count${query('after', request.after)}`,
      };
    case 'send':
      return {
        ...{ service: 'messages-command', method: 'POST', path: `/users/${request.user}/messages` },
        body: { messageId: request.message, text: request.text },
      };
    case 'read':
    case 'delete': {
      const path = `/users/${request.user}/messages/${request.message}`;
      return request.kind === 'read'
        ? { service: 'messages-command', method: 'PUT', path: `${path}/read` }
        : { service: 'messages-command', method: 'DELETE', path };
    }
  }
};
