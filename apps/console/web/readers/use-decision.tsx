import { useMutation, useQueryClient } from '@tanstack/react-query';

/** An operator's decision: sent once, and what it changes is looked at again. */
export const useDecision = <Decided, Said = void>(send: (said: Said) => Promise<Decided>) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['readers'] });
      await queries.invalidateQueries({ queryKey: ['left'] });
    },
  });
};
