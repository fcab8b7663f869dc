import { Button, Select, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useParams, useSearch } from 'wouter';
import { entityQuery, logsQuery } from '../api/logs';
import { Empty, Loading, Trouble } from '../parts/states';
import { entityAddress } from '../parts/words';
import { Life } from './life';

/** Everything about what a tag names: its events, and its state at each. */
export const EntityView = () => {
  const { log = 'bank' } = useParams<{ log?: string }>();
  const tag = new URLSearchParams(useSearch()).get('tag') ?? undefined;
  return (
    <>
      <Title order={1}>Entity</Title>
      <TagForm key={`${log} ${tag ?? ''}`} log={log} tag={tag ?? ''} />
      {tag === undefined ? (
        <Empty title="Whose life?">
          Name a tag, as events bear it: account:ann-1, owner:ann, message:ann/m1. Tags in the log lead here
          too.
        </Empty>
      ) : (
        <Found key={`life ${log} ${tag}`} log={log} tag={tag} />
      )}
    </>
  );
};

const TagForm = ({ log, tag }: { readonly log: string; readonly tag: string }) => {
  const { data: logs = [] } = useQuery(logsQuery);
  const [typed, setTyped] = useState({ log, tag });
  const [, go] = useLocation();
  return (
    <form
      className="filters card"
      aria-label="Entity"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.tag.trim() !== '') go(entityAddress(typed.log, typed.tag.trim()));
      }}
    >
      <Select
        label="Log"
        data={[...new Set([...logs.map(({ name }) => name), typed.log])]}
        value={typed.log}
        allowDeselect={false}
        onChange={(chosen) => setTyped({ ...typed, log: chosen ?? log })}
      />
      <TextInput
        label="Tag"
        placeholder="account:ann-1"
        value={typed.tag}
        onChange={({ currentTarget }) => setTyped({ ...typed, tag: currentTarget.value })}
      />
      <Button type="submit">Show</Button>
    </form>
  );
};

const Found = ({ log, tag }: { readonly log: string; readonly tag: string }) => {
  const [behind, setBehind] = useState<readonly number[]>([]);
  const { data, error, refetch } = useQuery(entityQuery(log, tag, behind.at(-1) ?? 0));
  const [, go] = useLocation();
  const at = Number(new URLSearchParams(useSearch()).get('at') ?? 0);
  if (!data) return error ? <Trouble error={error} again={refetch} /> : <Loading />;
  if (data.length === 0 && behind.length === 0)
    return <Empty title="No event bears this tag">Look at how it is written, and at the other log.</Empty>;
  const last = data.at(-1)?.event.position ?? 0;
  return (
    <Life
      {...{ log, at, steps: data }}
      onMove={(position) => go(entityAddress(log, tag, position), { replace: true })}
      earlier={behind.length === 0 ? undefined : () => setBehind(behind.slice(0, -1))}
      later={data.length < PAGE ? undefined : () => setBehind([...behind, last])}
    />
  );
};

/** As many as are asked for at once. */
const PAGE = 100;
