import type { Filter } from '../api/logs';

/** What the address of the log's view says. */
export const filterIn = (search: string): Filter => {
  const given = new URLSearchParams(search);
  const list = (name: string) => (given.get(name) ?? '').split(',').filter((one) => one !== '');
  const position = (name: string) => {
    const value = Number(given.get(name));
    return Number.isSafeInteger(value) && value > 0 ? value : undefined;
  };
  const [from, to] = [position('from'), position('to')];
  return {
    ...{ types: list('types'), tags: list('tags') },
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
};

export const searchFor = ({ types, tags, from, to }: Filter): string => {
  const said = new URLSearchParams();
  if (types.length > 0) said.set('types', types.join(','));
  if (tags.length > 0) said.set('tags', tags.join(','));
  if (from !== undefined) said.set('from', String(from));
  if (to !== undefined) said.set('to', String(to));
  const text = said.toString();
  return text === '' ? '' : `?${text}`;
};

export const isEverything = ({ types, tags, from }: Filter): boolean =>
  types.length + tags.length === 0 && from === undefined;
