import { type Name, nameOf, pluralOf } from './names';

/** What the names of the template are exchanged for. Those that are absent stay. */
export interface Names {
  readonly entity: Name;
  readonly projection: Name;
  readonly reaction: Name;
  readonly application: Name;
}

const TEMPLATE: Names = {
  entity: nameOf('template', 'room-booking'),
  projection: nameOf('template', 'booking-overview'),
  reaction: nameOf('template', 'desk-notice'),
  application: nameOf('template', 'booking-desk'),
};

/**
 * Exchanges the names of the template, in all their forms, in a text or in the name of a file.
 * @param others exact texts, exchanged beside them
 */
export const exchange = (
  text: string,
  names: Partial<Names>,
  others: Readonly<Record<string, string>> = {},
): string => {
  const replacements = new Map([
    ...Object.entries(others),
    ...formsOf(TEMPLATE.entity, names.entity, true),
    ...formsOf(TEMPLATE.projection, names.projection),
    ...formsOf(TEMPLATE.reaction, names.reaction),
    ...formsOf(TEMPLATE.application, names.application),
  ]);
  if (replacements.size === 0) return text;
  // All at once: what was put in is not looked through again.
  const any = new RegExp(
    [...replacements.keys()].map((word) => word.replace(/[^\w]/g, '\\$&')).join('|'),
    'g',
  );
  return text.replace(any, (word) => replacements.get(word) ?? word);
};

const formsOf = (from: Name, to: Name | undefined, plural = false): [string, string][] =>
  to === undefined
    ? []
    : [
        ...(plural ? [[pluralOf(from), pluralOf(to)] satisfies [string, string]] : []),
        [from.kebab, to.kebab],
        [from.camel, to.camel],
        [from.pascal, to.pascal],
      ];
