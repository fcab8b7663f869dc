import { EventStoreModule, problemDetails } from '@event-sourcing/event-store/nest';
import { type DynamicModule, Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import * as projections from './projections/index.js';
import * as reactions from './reactions/index.js';
import { RoomBookingController } from './room-booking.controller.js';

/** Whatever projections/index.ts and reactions/index.ts export runs. */
@Module({
  imports: [EventStoreModule.forFeature({ projections: Object.values(projections) })],
  controllers: [RoomBookingController, HealthController],
  providers: [...Object.values(reactions), problemDetails({ statuses: { 'room-booking-not-found': 404 } })],
})
export class AppModule {
  /** @param store `EventStoreModule.forRoot` in production, `forTesting` in memory */
  static on(store: DynamicModule): DynamicModule {
    return { module: AppModule, imports: [store] };
  }
}
