/** Ends the engine that global-setup.mjs started, and removes its data. */
export default async () => {
  await globalThis.__stopTestEngine?.();
};
