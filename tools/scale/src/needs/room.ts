import { statfs } from 'node:fs/promises';
import { ToolError } from '@event-sourcing/tools-kit';
import type { Needs } from './needs';

/** What there is. */
export interface Room {
  readonly diskBytes: number;
  readonly memoryBytes: number;
}

export const roomAt = async (folder: string): Promise<Room> => {
  const { bavail, bsize } = await statfs(folder);
  return { diskBytes: bavail * bsize, memoryBytes: process.availableMemory() };
};

const gb = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** Needs beside what there is, for a person who decides whether to wait. */
export const needsText = (needs: Needs, room: Room): string =>
  `Needs about ${Math.ceil(needs.seconds / 60)} minutes, ${gb(needs.diskBytes)} of disk (${gb(room.diskBytes)} free), ` +
  `${gb(needs.memoryBytes)} of memory (${gb(room.memoryBytes)} available).`;

/** @throws ToolError `disk-full` when the disk has not that much */
export const assertRoom = (needs: Needs, room: Room, folder: string): void => {
  if (room.diskBytes >= needs.diskBytes) return;
  const facts = `The run needs ${gb(needs.diskBytes)} of disk, and ${gb(room.diskBytes)} are free at ${folder}.`;
  const remedy = 'Free some, name a folder on another disk with --folder, or ask for fewer --events.';
  throw new ToolError('disk-full', `${facts} ${remedy}`);
};
