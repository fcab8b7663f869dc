/** The path of a request's target, without its query, as it was sent. */
export const pathOf = (url: string): string => {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
};

/**
 * The path as decoded segments, so that every spelling of one path is one path.
 * Its escapes are well-formed, since the router has read them before.
 */
export const pathSegments = (url: string): readonly string[] =>
  pathOf(url)
    .split('/')
    .map((segment) => decodeURIComponent(segment));
