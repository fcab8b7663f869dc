import type { Catalogue, CatalogueEntry } from './catalogue';

/** The catalogue for people. */
export const readmeOf = ({ events }: Catalogue): string =>
  [
    '# Events',
    'Every type of event that the services store. Generated from the code by `npm run catalogue`; a test fails when it ' +
      'is out of date. [`catalogue.json`](catalogue.json) says the same for machines, with a JSON Schema of the data.',
    'A JSON Schema says less than the code where a rule spans members: an amount has exactly the minor digits of its ' +
      'currency. Names are storage format: a type is never renamed, a new shape is a new version, and older versions ' +
      'are upcast when read.',
    ...contextsOf(events).flatMap((context) => {
      const own = events.filter((event) => event.context === context);
      const producers = [...new Set(own.map(({ producer }) => producer))].join(', ');
      return [
        `## ${context}`,
        `Written by \`${producers}\`.`,
        ['| event | version | tags | data |', '| --- | --- | --- | --- |', ...own.map(rowOf)].join('\n'),
      ];
    }),
  ].join('\n\n');

const contextsOf = (events: readonly CatalogueEntry[]): readonly string[] => [
  ...new Set(events.map(({ context }) => context)),
];

const rowOf = ({ type, version, upcastFrom, tags, schema }: CatalogueEntry): string => {
  const { properties = {}, required = [] } = schema;
  const members = Object.keys(properties).map((name) => `\`${name}\`${required.includes(name) ? '' : '?'}`);
  const versions = upcastFrom.length > 0 ? `${version} (reads ${upcastFrom.join(', ')})` : `${version}`;
  return `| \`${type}\` | ${versions} | ${tags.map((tag) => `\`${tag}\``).join(' ')} | ${members.join(', ')} |`;
};
