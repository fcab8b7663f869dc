import type { INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';
import { openApiDocument, type Title } from './document';

/** Publishes the contract at `/openapi.json`, and a page to try it at `/docs`. */
export const publishOpenApi = (app: INestApplication, title: Title): void => {
  SwaggerModule.setup('docs', app, openApiDocument(app, title), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
  });
};
