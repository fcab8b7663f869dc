import { Table, Text, Title } from '@mantine/core';
import type { InstanceView, ServiceView } from '../api/services';
import { Mood } from '../parts/words';

const MOODS = { ready: 'good', overloaded: 'warn', 'not ready': 'bad', away: 'bad' } as const;

/** The services and their instances, and what troubles them. */
export const ServicesTable = ({ services }: { readonly services: readonly ServiceView[] }) => (
  <section aria-labelledby="services">
    <Title order={2} id="services">
      Services
    </Title>
    <div className="card scroll" tabIndex={0} role="region" aria-label="Table of services">
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Service</Table.Th>
            <Table.Th>Address</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Troubles</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {services.flatMap(({ name, instances }) =>
            instances.map((instance) => (
              <Table.Tr key={instance.address}>
                <Table.Td>{name}</Table.Td>
                <Table.Td className="mono">{instance.address}</Table.Td>
                <Table.Td>
                  <Mood mood={MOODS[instance.state]}>{instance.state}</Mood>
                </Table.Td>
                <Table.Td>
                  <Text size="sm" {...(troublesText(instance) === 'none' && { c: 'dimmed' })}>
                    {troublesText(instance)}
                  </Text>
                </Table.Td>
              </Table.Tr>
            )),
          )}
        </Table.Tbody>
      </Table>
    </div>
  </section>
);

const troublesText = ({ troubles, checks }: InstanceView): string => {
  const failed = Object.entries(checks).flatMap(([check, outcome]) => (outcome === 'passed' ? [] : [check]));
  const told = troubles.map(({ name, error, waiting = 0, parked = 0, paused }) => {
    const left = waiting + parked > 0 ? [`${waiting} waiting, ${parked} parked`] : [];
    const said = [...(paused ? ['paused'] : []), ...(error === undefined ? left : [error])];
    return `${name}: ${said.join(', ')}`;
  });
  const all = [...failed.map((check) => `the check "${check}" fails`), ...told];
  return all.length === 0 ? 'none' : all.join('; ');
};
