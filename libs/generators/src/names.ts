/** A name in the ways in which code writes it. */
export interface Name {
  /** `room-booking` */
  readonly kebab: string;
  /** `roomBooking` */
  readonly camel: string;
  /** `RoomBooking` */
  readonly pascal: string;
}

/** What one of the files that are made, or an identifier in them, is called already. */
const TAKEN: readonly string[] = ['app', 'decision', 'define', 'health', 'index', 'main', 'recorded'];
const LONGEST = 50;

/**
 * Reads a name however its words are written: `Purchase Order`, `purchaseOrder`, `purchase-order`.
 * @param of what it is the name of, for the error
 * @throws Error that says which names are good
 */
export const nameOf = (of: string, given: string): Name => {
  const words = given
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .trim()
    .toLowerCase()
    .split(/[\s_-]+/);
  const kebab = words.join('-');
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(kebab) || kebab.length > LONGEST) {
    throw new Error(
      `"${given}" is no name for a ${of}. Begin with a letter; letters, digits, and "-", "_" or spaces between words, ` +
        `at most ${LONGEST}: purchase-order.`,
    );
  }
  if (TAKEN.includes(kebab)) {
    throw new Error(
      `"${given}" cannot name a ${of}: the files that are made use it already. Add a word: my-${kebab}.`,
    );
  }
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return { kebab, pascal, camel: pascal.charAt(0).toLowerCase() + pascal.slice(1) };
};

/** Several of what a name names, as a path of an HTTP API: `purchase-orders`, `categories`. */
export const pluralOf = ({ kebab }: Name): string => {
  if (/(s|x|z|ch|sh)$/.test(kebab)) return `${kebab}es`;
  return /[^aeiou]y$/.test(kebab) ? `${kebab.slice(0, -1)}ies` : `${kebab}s`;
};
