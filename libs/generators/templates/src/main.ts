import 'reflect-metadata';
import { EventStoreModule } from '@event-sourcing/event-store/nest';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';

const {
  MONGODB_URI: uri = 'mongodb://localhost:27017/?replicaSet=rs0',
  DB_NAME: dbName = 'booking-desk',
  HOST: host = '127.0.0.1',
  PORT: port = '3000',
} = process.env;

const app = await NestFactory.create(AppModule.on(EventStoreModule.forRoot({ uri, dbName })));
app.enableShutdownHooks();
await app.listen(Number(port), host);
