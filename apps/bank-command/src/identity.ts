/** Who the bank is to other services. */
export const BANK = 'bank';

/** Kept with what the bank does by itself, as a person's name is with what they ask for. */
export const BY_THE_BANK = { actor: BANK, service: BANK };
