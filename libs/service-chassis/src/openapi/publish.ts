import { SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openApiDocument, type Title } from './document';

/** Publishes the contract at `/openapi.json`, and a page to try it at `/docs`, to which `/` leads. */
export const publishOpenApi = (app: NestFastifyApplication, title: Title): void => {
  SwaggerModule.setup('docs', app, openApiDocument(app, title), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
  });
  app
    .getHttpAdapter()
    .getInstance()
    .get('/', (_request, reply) => reply.redirect('/docs'));
};
