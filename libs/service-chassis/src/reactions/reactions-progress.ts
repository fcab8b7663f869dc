import { Injectable } from '@nestjs/common';
import type { WaitOptions } from '@event-sourcing/event-store';
import { SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import type { PositionWaiter } from '../positions';

/** How far the reactions of this service have come, all of them. */
@Injectable()
export class ReactionsProgress implements PositionWaiter {
  constructor(private readonly subscriptions: SubscriptionRegistry) {}

  tryWaitFor(position: number, options: WaitOptions): Promise<number> {
    return this.subscriptions.tryWaitForReactions(position, options);
  }
}
