/** A Date that stays what it is: a commit and all of its events share one, and the next commit's continues it. */
class FixedDate extends Date {}

const refuse = (): never => {
  throw new TypeError('What is recorded has a fixed time. Change a copy: new Date(recordedAt).');
};

for (const member of Object.getOwnPropertyNames(Date.prototype)) {
  if (member.startsWith('set')) Object.defineProperty(FixedDate.prototype, member, { value: refuse });
}

/** A time that nobody can change. */
export const fixed = (time: Date): Date =>
  time instanceof FixedDate ? time : Object.freeze(new FixedDate(time));
