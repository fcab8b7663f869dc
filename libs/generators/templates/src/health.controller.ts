import { EventStoreHealthIndicator } from '@event-sourcing/event-store/nest';
import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';

@Controller('health')
export class HealthController {
  constructor(private readonly store: EventStoreHealthIndicator) {}

  @Get()
  async check() {
    const health = await this.store.check();
    if (health['event-store']?.status !== 'up') throw new ServiceUnavailableException(health);
    return health;
  }
}
