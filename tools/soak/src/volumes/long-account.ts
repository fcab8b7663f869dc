import {
  depositMoney,
  getAccount,
  getStatement,
  openAccount,
  type GetStatementData,
} from '@event-sourcing/service-clients';
import { pages as pagesOf } from '@event-sourcing/tools-kit';
import { type Phase, timed } from './phase';
import { Requests } from './requests';
import type { StackInUse } from './stack-in-use';

const WORKERS = 64;
const PAGES_OF_ONE = 100;

/** Makes an account with many movements, and looks at it as a customer does. */
export const longAccount = (stack: StackInUse, accountId: string, movements: number): Promise<Phase> =>
  timed('an account with many movements', async () => {
    const bank = stack.url('bank-command');
    const path = { accountId };
    const [deposits, pages] = [new Requests(bank), new Requests(bank)];
    const [ones, empty, looks] = [new Requests(bank), new Requests(bank), new Requests(bank)];
    const statement = ({ client }: Requests, query: NonNullable<GetStatementData['query']>) =>
      getStatement({ client, path, query });
    await openAccount({ client: deposits.client, body: { accountId, owner: accountId } });
    await deposits.many(movements, WORKERS, () =>
      depositMoney({ client: deposits.client, path, body: { amount: '1.00' } }),
    );
    let lines = 0;
    for await (const page of pagesOf((query) => statement(pages, query))) lines += page.lines.length;
    for (let asked = 0; asked < PAGES_OF_ONE; asked += 1) {
      const order = asked % 2 === 0 ? 'asc' : 'desc';
      await statement(ones, { limit: 1, order });
      await statement(empty, { from: '2100-01-01T00:00:00Z' });
      await getAccount({ client: looks.client, path });
    }
    return {
      asked: {
        'POST …/deposits': deposits.report(),
        'GET …/statement?limit=500, all pages': pages.report(),
        'GET …/statement?limit=1': ones.report(),
        'GET …/statement of an empty range': empty.report(),
        'GET /accounts/{id}': looks.report(),
      },
      faults: [
        ...[deposits, ones, empty, looks].flatMap((asked) => asked.others([200, 201])),
        ...(lines === movements ? [] : [`Its statement has ${lines} lines, not ${movements}.`]),
      ],
    };
  });
