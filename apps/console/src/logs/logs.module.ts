import { Module } from '@nestjs/common';
import { READINESS_CHECKS, type ReadinessCheck } from '@event-sourcing/service-chassis';
import { EventsController, LogsController } from './http';
import { OpenLogs } from './open-logs';

@Module({
  controllers: [LogsController, EventsController],
  providers: [
    OpenLogs,
    {
      provide: READINESS_CHECKS,
      inject: [OpenLogs],
      useFactory: ({ client }: OpenLogs): readonly ReadinessCheck[] => [
        {
          name: 'database',
          check: async () => {
            await client.db('admin').command({ ping: 1 });
          },
        },
      ],
    },
  ],
})
export class LogsModule {}
