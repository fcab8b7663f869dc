import { All, Body, Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { Requires, SERVICE_SETTINGS, Unpositioned } from '@event-sourcing/service-chassis';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Settings } from '../settings';
import { type KnownService, knownServices } from './known-services';
import { notRelayed, relay } from './relay';
import { isRelayed } from './relayed-routes';
import type { ServiceView } from './views';
import { watchInstance } from './watch-instance';

const anyBody = z.unknown();

/** How the services are doing, and the way to them. */
@Requires('admin')
@Unpositioned()
@Controller('api/services')
export class ServicesController {
  readonly #services: readonly KnownService[];

  constructor(@Inject(SERVICE_SETTINGS) settings: Settings) {
    this.#services = knownServices(settings);
  }

  @Get()
  async list(): Promise<{ readonly services: readonly ServiceView[] }> {
    return { services: await Promise.all(this.#services.map(watched)) };
  }

  @All(':service/*')
  async handOn(
    @Param('service') name: string,
    @Req() request: FastifyRequest,
    @Body({ schema: anyBody }) body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const service = this.#services.find((one) => one.name === name);
    const target = request.url.slice(`/api/services/${name}`.length);
    const { method, headers } = request;
    if (!service || (method !== 'GET' && method !== 'POST') || !isRelayed(method, target))
      throw notRelayed(name);
    const answered = await relay(service.addresses, { method, target, headers, body });
    void reply.status(answered.status).headers(answered.headers);
    return answered.body;
  }
}

const watched = async (service: KnownService): Promise<ServiceView> => {
  const { addresses, metrics, ...known } = service;
  const instances = await Promise.all(
    addresses.map((address, index) => watchInstance(address, metrics[index])),
  );
  return { ...known, instances };
};
