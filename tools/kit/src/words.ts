const format = new Intl.NumberFormat('en-US');

/** `4,193`. */
export const count = (value: number): string => format.format(value);

/** `1 account`, `203 accounts`. */
export const counted = (value: number, word: string): string =>
  `${count(value)} ${word}${value === 1 ? '' : 's'}`;
