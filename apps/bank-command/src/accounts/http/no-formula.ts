/**
 * Where a spreadsheet could take a formula for the start of a cell, whatever separates cells to it: a text that stands
 * in quotes for a comma is cut in two by a semicolon. A sign between spaces is none: it would be alone in its cell, if
 * spaces separated cells. Every other white space can separate cells whose text goes on after a space.
 */
const CELL_START = /(^|[,;:|"]|[^\S ]| (?!'*\S(?: |$)))('*)(?=[=+\-@＝＋－＠])/g;

/**
 * A text for a cell of CSV that no spreadsheet runs: an apostrophe stands before each character that begins a formula.
 * Whoever takes one away at each such place, where there is one, has the text as it was.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export const noFormula = (text: string): string => text.replace(CELL_START, "$1'$2");
