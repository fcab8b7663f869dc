import { bankLogEventTypes } from '@event-sourcing/bank-domain';
import type { DeclaredEventType } from '@event-sourcing/event-store';
import { messageEventTypes } from '@event-sourcing/messages-domain';
import type { z } from 'zod';

/** A type of event whose data is described by zod, so that a JSON Schema can be made of it. */
export interface CataloguedEventType extends DeclaredEventType {
  readonly schema: z.ZodType;
}

/** The events of one log, and who writes them. */
export interface Context {
  readonly name: string;
  readonly producer: string;
  readonly eventTypes: readonly CataloguedEventType[];
}

/** Every log of the platform. */
export const contexts: readonly Context[] = [
  { name: 'bank', producer: 'bank-command', eventTypes: bankLogEventTypes },
  { name: 'messages', producer: 'messages-command', eventTypes: messageEventTypes },
];
