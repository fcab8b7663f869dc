import { Module } from '@nestjs/common';
import { LogsModule } from './logs';
import { PageModule } from './page';
import { ServicesModule } from './services';

@Module({ imports: [LogsModule, ServicesModule, PageModule] })
export class AppModule {}
