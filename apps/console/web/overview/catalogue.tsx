import { Table, Title } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from 'wouter';
import { catalogueQuery } from '../api/logs';
import { Empty } from '../parts/states';
import { PositionLink, Time } from '../parts/words';

/** The types of events that the logs hold. */
export const Catalogue = ({ logs }: { readonly logs: readonly string[] }) => {
  const found = useQueries({ queries: logs.map(catalogueQuery) });
  const types = logs.flatMap((log, index) => (found[index]?.data ?? []).map((one) => ({ log, ...one })));
  return (
    <section aria-labelledby="types">
      <Title order={2} id="types">
        Types of events
      </Title>
      {types.length === 0 ? (
        <Empty title="No events yet">Open an account under “Try it”, and its event is here.</Empty>
      ) : (
        <div className="card scroll" tabIndex={0} role="region" aria-label="Table of types">
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Type</Table.Th>
                <Table.Th>Log</Table.Th>
                <Table.Th>Version</Table.Th>
                <Table.Th>Tags</Table.Th>
                <Table.Th>Latest</Table.Th>
                <Table.Th>Recorded</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {types.map(({ log, type, declared, latest, tags }) => (
                <Table.Tr key={`${log} ${type}`}>
                  <Table.Td>
                    <Link href={`/log/${log}?types=${encodeURIComponent(type)}`} className="type">
                      {type}
                    </Link>
                  </Table.Td>
                  <Table.Td>{log}</Table.Td>
                  <Table.Td>{latest?.version ?? declared}</Table.Td>
                  <Table.Td className="mono">{tags.join(' ')}</Table.Td>
                  <Table.Td>
                    {latest ? <PositionLink log={log} position={latest.position} /> : 'none yet'}
                  </Table.Td>
                  <Table.Td>{latest ? <Time at={latest.recordedAt} /> : null}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
};
