import { Button, Group, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { askPositionAt, catalogueQuery, type Filter } from '../api/logs';

/** Which events are shown. */
export const Filters = ({
  log,
  filter,
  onChange,
}: {
  readonly log: string;
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}) => {
  const { data: types = [] } = useQuery(catalogueQuery(log));
  const [typed, setTyped] = useState<Filter>(filter);
  const [time, setTime] = useState('');
  const apply = async () => {
    const to = time === '' ? typed.to : await askPositionAt(log, new Date(time));
    onChange({ ...typed, ...(to !== undefined && { to }) });
  };
  return (
    <form
      className="filters card"
      aria-label="Filter"
      onSubmit={(event) => {
        event.preventDefault();
        void apply();
      }}
    >
      <TagsInput
        label="Types"
        placeholder="any"
        data={types.map(({ type }) => type)}
        value={[...typed.types]}
        onChange={(chosen) => setTyped({ ...typed, types: chosen })}
        comboboxProps={{ transitionProps: { duration: 0 } }}
      />
      <TagsInput
        label="Tags"
        placeholder="account:ann-1"
        value={[...typed.tags]}
        onChange={(chosen) => setTyped({ ...typed, tags: chosen })}
      />
      <NumberInput
        label="Up to position"
        placeholder="the latest"
        min={1}
        allowDecimal={false}
        hideControls
        value={typed.to ?? ''}
        onChange={(to) => setTyped(withPosition(typed, to))}
      />
      <TextInput
        label="Up to time"
        type="datetime-local"
        step={1}
        value={time}
        onChange={({ currentTarget }) => setTime(currentTarget.value)}
      />
      <Group gap="xs">
        <Button type="submit" px="sm" flex="none">
          Show
        </Button>
        <Button
          type="button"
          px="sm"
          flex="none"
          variant="default"
          onClick={() => onChange({ types: [], tags: [] })}
        >
          Everything
        </Button>
      </Group>
    </form>
  );
};

const withPosition = ({ to: _, ...rest }: Filter, to: number | string): Filter =>
  typeof to === 'number' && to > 0 ? { ...rest, to } : rest;
