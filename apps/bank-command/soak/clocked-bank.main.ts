import { Module } from '@nestjs/common';
import { bootstrapService } from '@event-sourcing/service-chassis';
import { z } from 'zod';
import { bankCommand } from '../src/service';
import { type Clock, OTHER_CLOCK } from '../src/standing-orders';

// bank-command as it is, but for the time of standing orders, which the parent process tells.
const time = z.iso.datetime();
let now = new Date(time.parse(process.env.BANK_TIME));
process.on('message', (told: unknown) => {
  now = new Date(z.object({ now: time }).parse(told).now);
});
process.on('disconnect', () => process.exit());

const clock: Clock = { now: () => now };

@Module({})
class ClockOfSoak {}

@Module({})
class BankOfSoak {}

const provided = { provide: OTHER_CLOCK, useValue: clock };
const own = { module: ClockOfSoak, global: true, providers: [provided], exports: [OTHER_CLOCK] };

await bootstrapService({
  ...bankCommand,
  module: { module: BankOfSoak, imports: [own, bankCommand.module] },
});
