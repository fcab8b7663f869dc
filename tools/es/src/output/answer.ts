import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colours text on a terminal. */
export const styled = (style: Style, text: string): string =>
  styleText(style, text, { stream: process.stdout });

/** Says what was found: as one JSON document, or in lines for people. */
export const answer = (
  { json }: { readonly json?: true | undefined },
  found: object,
  lines: () => readonly string[],
): void => {
  if (json) console.log(JSON.stringify(found));
  else lines().forEach((line) => console.log(line));
};
