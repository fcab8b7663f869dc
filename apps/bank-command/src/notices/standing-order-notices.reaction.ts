import {
  type StandingOrderEnded,
  standingOrderEnded,
  type StandingOrderSkipped,
  standingOrderSkipped,
} from '@event-sourcing/bank-domain';
import { cqrsReaction, Delivered } from '@event-sourcing/event-store/nest';
import { isRefusedNotice } from './notice-not-sent';

type Event = StandingOrderSkipped | StandingOrderEnded;

/** Something has happened to a standing order that its owner did not do. */
export class StandingOrderFailed extends Delivered<Event> {}

/** Has the owner of a standing order told when a due date is skipped, and when an account's end has ended the order. */
export const standingOrderNotices = cqrsReaction<Event>({
  name: 'standing-order-notices',
  query: { items: [{ types: [standingOrderSkipped.type, standingOrderEnded.type] }] },
  startFrom: 'start',
  key: ({ data }) => data.from,
  delivers: StandingOrderFailed,
  classify: (error) => (isRefusedNotice(error) ? 'park' : 'retry'),
});
