/** The file of the page that is rendered, by what the renderer is told of it. */
export const pathOfPage = (environment: unknown): string => {
  if (typeof environment === 'object' && environment !== null && 'path' in environment)
    return String(environment.path);
  throw new Error('The renderer was not told which page it renders.');
};
