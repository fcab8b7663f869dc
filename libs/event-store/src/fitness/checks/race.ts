const RACERS = 16;

/** @returns how many of 16 that try at the same time win */
export const raceOf = async (attempt: (racer: number) => Promise<boolean>): Promise<number> => {
  const attempts = Array.from({ length: RACERS }, (_, index) => attempt(index + 1));
  return (await Promise.all(attempts)).filter(Boolean).length;
};
