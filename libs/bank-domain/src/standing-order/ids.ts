import { entityId } from '@event-sourcing/domain-kernel';
import type { z } from 'zod';

/** Names a standing order, once and for all. */
export const standingOrderId = entityId.brand<'StandingOrderId'>();
export type StandingOrderId = z.output<typeof standingOrderId>;

/** Everything about a standing order. */
export const standingOrderTag = (id: StandingOrderId): string => `standing-order:${id}`;
