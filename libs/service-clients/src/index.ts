/**
 * Clients of the services, generated from their contracts: a function for each operation, and the types of all that it
 * takes and answers. What several services have in common is there once: the client says whom it asks.
 *
 * ```ts
 * const client = createClient({ baseUrl: 'http://127.0.0.1:3001', auth: () => token });
 * const { data, error, response } = await depositMoney({ client, path: { accountId: 'ann-1' }, body: { amount: '12.50' } });
 * ```
 */
export * from './generated';
