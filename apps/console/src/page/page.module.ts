import { Module } from '@nestjs/common';
import { Page } from './page';

@Module({ providers: [Page] })
export class PageModule {}
