/** A strong ETag: the position of the entity's last event, `"17"`. */
export const entityTag = (version: number): string => `"${version}"`;

interface Tag {
  readonly weak: boolean;
  readonly value: string;
}

const TAG = /^(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/;

/**
 * Reads the value of `If-Match` or `If-None-Match` (RFC 9110, 13.1).
 * @returns `undefined` when it is not of its form
 */
export const parseEntityTags = (header: string): '*' | readonly Tag[] | undefined => {
  if (header.trim() === '*') return '*';
  const tags: Tag[] = [];
  // A comma may stand inside a tag, so the list is walked, not split.
  const list = /\s*((?:W\/)?"[^"]*")\s*(,|$)/y;
  for (;;) {
    const item = list.exec(header);
    const parts = item?.[1] === undefined ? null : TAG.exec(item[1]);
    if (item === null || parts === null) return undefined;
    tags.push({ weak: parts[1] !== undefined, value: parts[2] ?? '' });
    if (item[2] !== ',') return tags;
  }
};
