/** Up to so many commits are cut in every way there is: 128 ways. */
const ALL_WAYS_UP_TO = 8;

/**
 * Ways to cut so many commits into batches, each as the sizes of its batches; the first is one commit at a time. Every
 * way for a few; for more all in one, batches of each size, and a single cut at each place.
 */
export const batchSplits = (commits: number): readonly (readonly number[])[] => {
  if (commits === 0) return [[]];
  return commits <= ALL_WAYS_UP_TO ? everyWay(commits) : someWays(commits);
};

const everyWay = (commits: number): readonly (readonly number[])[] =>
  Array.from({ length: commits }, (_, index) => index + 1).flatMap((first) =>
    batchSplits(commits - first).map((rest) => [first, ...rest]),
  );

const someWays = (commits: number): readonly (readonly number[])[] => {
  const sizes = Array.from({ length: commits }, (_, index) => index + 1);
  const ofOneSize = sizes.map((size) =>
    Array.from({ length: Math.ceil(commits / size) }, (_, index) => Math.min(size, commits - index * size)),
  );
  const inTwo = sizes.slice(0, -1).map((first) => [first, commits - first]);
  return [...ofOneSize, ...inTwo];
};
