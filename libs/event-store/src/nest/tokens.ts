import { Inject } from '@nestjs/common';

export const EVENT_STORE_OPTIONS = Symbol('event store options');

/** The token of a projection's runner. */
export const projectionToken = (name: string): string => `event-store:projection:${name}`;

/** The token of a reaction's runner. */
export const reactionToken = (name: string): string => `event-store:reaction:${name}`;

/** The token of a timer's runner. */
export const timerToken = (name: string): string => `event-store:timer:${name}`;

/** Injects the `ProjectionRunner` of a projection that `forFeature` was given. */
export const InjectProjection = (name: string): ParameterDecorator & PropertyDecorator =>
  Inject(projectionToken(name));
