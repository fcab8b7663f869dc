/** What the services count as the length of a text. */
export const codePoints = (text: string): number => Array.from(text).length;
