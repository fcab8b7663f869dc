const mark = (name: string, end: 'begin' | 'end'): string => `<!-- ${name}: ${end} -->`;

/**
 * A text whose part between two marks is replaced: `<!-- name: begin -->` and `<!-- name: end -->`.
 * @throws Error when the marks are not there
 */
export const replaceBetweenMarks = (text: string, name: string, part: string): string => {
  const [begin, end] = [mark(name, 'begin'), mark(name, 'end')];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The marks ${begin} and ${end} are not there.`);
  return `${text.slice(0, from + begin.length)}\n\n${part}\n\n${text.slice(to)}`;
};
