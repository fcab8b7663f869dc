import type { Query, RecordedEvent } from '@event-sourcing/event-store';

type Asked = Pick<RecordedEvent, 'type' | 'tags'>;

/** Whether an event is meant by a query; written apart from the store's own matching on purpose. */
export const isMeant = ({ items }: Query, { type, tags }: Asked): boolean =>
  items.length === 0 ||
  items.some(
    (item) =>
      ((item.types ?? []).length === 0 || new Set(item.types).has(type)) &&
      (item.tags ?? []).every((tag) => tags.some((one) => one === tag)),
  );

/** The first event that is meant after one position and up to another. */
export const firstMeant = <Event extends Asked & Pick<RecordedEvent, 'position'>>(
  events: readonly Event[],
  query: Query,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Event | undefined =>
  events.find((event) => event.position > after && event.position <= upTo && isMeant(query, event));
