import type { ServiceOptions } from '@event-sourcing/service-chassis';
import { AppModule } from './app.module';
import { BANK } from './identity';
import { settings } from './settings';

/** bank-command: accounts, what goes in and out of them, and transfers between them. */
export const bankCommand: ServiceOptions<typeof settings> = {
  name: 'bank-command',
  description:
    'Opens and closes accounts, deposits, withdraws and transfers money, once or again and again, and answers from the log what an ' +
    'account holds, has held, and how it came to it. Whoever receives a transfer is sent a message.',
  module: AppModule,
  defaultPort: 3001,
  identity: { name: BANK, scopes: ['messages:write'] },
  refusals: {
    'account-already-exists': 409,
    'account-not-empty': 409,
    'account-not-found': 404,
    'currency-mismatch': 422,
    'insufficient-funds': 422,
    'same-account': 422,
    'standing-order-not-found': 404,
    'start-too-far-back': 422,
    'too-many-standing-orders': 422,
  },
  settings,
};
