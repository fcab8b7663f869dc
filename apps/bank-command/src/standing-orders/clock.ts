import { Module } from '@nestjs/common';
import { EventStore } from '@event-sourcing/event-store';

/** What time it is, as far as standing orders go. */
export abstract class Clock {
  abstract now(): Date;
}

/** Whoever wants another time than the server's provides a `Clock` under this, in a global module: tests do. */
export const OTHER_CLOCK = Symbol('another clock');

/** The server's time: no machine's own clock matters. */
@Module({
  providers: [
    {
      provide: Clock,
      inject: [EventStore, { token: OTHER_CLOCK, optional: true }],
      useFactory: ({ log }: EventStore, other?: Clock): Clock => other ?? { now: () => log.now() },
    },
  ],
  exports: [Clock],
})
export class ClockModule {}
