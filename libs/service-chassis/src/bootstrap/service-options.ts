import type { DynamicModule, Type } from '@nestjs/common';
import type { z } from 'zod';
import type { ServiceIdentity } from '../auth';
import type { RefusalStatuses } from '../problems';

/** What makes a service that service. */
export interface ServiceOptions<Settings extends z.ZodType = z.ZodType> {
  /** `bank-command`: the name in logs and in the OpenAPI page. */
  readonly name: string;
  readonly description?: string;
  readonly module: Type | DynamicModule;
  /** Who it is to the services that it calls, with the token of `OwnToken`. */
  readonly identity?: ServiceIdentity;
  /** It answers a page of its own, which alone uses its routes: no contract is published, nor a page to try it. */
  readonly hasPage?: true;
  /** Where it listens when `PORT` is not given. */
  readonly defaultPort: number;
  /** The status of each refusal of its rules, by code: `{ 'insufficient-funds': 422 }`. */
  readonly refusals?: RefusalStatuses;
  /** Variables beside the common ones: `z.object({ MESSAGES_URL: z.url() })`; injected as `SERVICE_SETTINGS`. */
  readonly settings?: Settings;
}
