import { Text, Title } from '@mantine/core';
import { transferMoney } from '@event-sourcing/service-clients';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { answerOf } from '../api/services';
import { TextAction } from '../parts/text-action';
import { entityAddress, eventAddress } from '../parts/words';
import { accountKey, bank } from './account-card';
import type { Person } from './people';

/** A transfer that was made. */
export interface Transferred {
  readonly amount: string;
  readonly position: number;
}

/** Where the last one is kept, whichever view is shown meanwhile. */
export const TRANSFERRED = ['transferred'];

/** Transfers from one to the other. */
export const TransferCard = ({
  from,
  to,
  transferred,
}: {
  readonly from: Person;
  readonly to: Person;
  readonly transferred: Transferred | undefined;
}) => {
  const queries = useQueryClient();
  const transfer = useMutation({
    mutationFn: (amount: string) =>
      answerOf(transferMoney({ client: bank, body: { from: from.account, to: to.account, amount } })),
    onSuccess: async ({ position }, amount) => {
      if (position !== undefined) queries.setQueryData<Transferred>(TRANSFERRED, { amount, position });
      for (const { account } of [from, to])
        await queries.invalidateQueries({ queryKey: accountKey(account) });
    },
  });
  return (
    <section className="card step" aria-label="Transfer">
      <Title order={2}>
        3. From {from.name} to {to.name}
      </Title>
      <TextAction label="Amount to transfer" initial="12.50" action="Transfer" decision={transfer} />
      <Text size="sm" role="status">
        {transfer.error?.message}
      </Text>
      {transferred === undefined ? null : (
        <>
          <Link href={eventAddress('bank', transferred.position)}>See its event in the log</Link>
          <Link href={entityAddress('bank', `account:${from.account}`, transferred.position)}>
            See {from.name}’s account before and after
          </Link>
        </>
      )}
    </section>
  );
};
