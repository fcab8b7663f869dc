import { Text, Title } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { AccountCard } from './account-card';
import { Inbox } from './inbox';
import type { Person } from './people';
import { TransferCard, TRANSFERRED, type Transferred } from './transfer-card';

/** New names for each visit: an account's id is taken once. */
const people = (): readonly [Person, Person] => {
  const visit = crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36) ?? '1';
  return [
    { name: 'Ann', user: `ann-${visit}`, account: `ann-${visit}` },
    { name: 'Bob', user: `bob-${visit}`, account: `bob-${visit}` },
  ];
};

const [ann, bob] = people();

/** The bank and the messages, to be tried: each step tells which event it made. */
export const TryView = () => {
  const { data: transferred } = useQuery<Transferred>({ queryKey: TRANSFERRED, queryFn: skipToken });
  return (
    <>
      <Title order={1}>Try it</Title>
      <Text c="dimmed">Two people, two accounts, one transfer, and the message that follows it.</Text>
      <div className="try">
        <AccountCard step={1} person={ann} />
        <AccountCard step={2} person={bob} />
        <TransferCard from={ann} to={bob} transferred={transferred} />
        <Inbox person={bob} transferred={transferred} />
      </div>
    </>
  );
};
