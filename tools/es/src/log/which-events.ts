import type { Query } from '@event-sourcing/event-store';
import { list } from '@event-sourcing/tools-kit';
import { logCommand } from '../options';

/** A command about the events of a log that have a type and tags. */
export const eventsCommand = (name: string, about: string) =>
  logCommand(name, about)
    .option('--type <type>', 'of this type; given several times: of any of them', list, [])
    .option('--tag <tag>', 'with this tag; given several times: with all of them', list, []);

/** The query that these options name. */
export const queryOf = ({
  type: types,
  tag: tags,
}: {
  readonly type: readonly string[];
  readonly tag: readonly string[];
}): Query => ({ items: types.length + tags.length === 0 ? [] : [{ types, tags }] });
