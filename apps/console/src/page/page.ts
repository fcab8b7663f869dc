import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { SERVICE_SETTINGS } from '@event-sourcing/service-chassis';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Settings } from '../settings';
import { pagePolicy } from './page-policy';

/** Where the build leaves the page: beside the bundle. */
const FOLDER = join(import.meta.dirname, 'page');

/** Views have addresses of their own; which one is shown is the page's business. */
const VIEWS = ['/', '/log', '/log/*', '/entity', '/entity/*', '/readers', '/readers/*', '/try'];

const NONCE_PLACE = '__NONCE__';

/** The page, for everyone who reaches the console: it holds nothing, and whoever it asks for something wants a token. */
@Injectable()
export class Page {
  readonly #text: string;

  constructor(
    { httpAdapter }: HttpAdapterHost<FastifyAdapter>,
    @Inject(SERVICE_SETTINGS) { CONSOLE_PAGE_DIR: folder = FOLDER }: Settings,
  ) {
    this.#text = readFileSync(join(folder, 'index.html'), 'utf8');
    this.#serve(httpAdapter.getInstance(), folder);
  }

  #serve(fastify: FastifyInstance, folder: string): void {
    for (const path of VIEWS) fastify.get(path, (_request, reply) => this.#send(reply));
    // Who follows an old link, or mistypes one, is answered by the page; programs are by a problem.
    fastify.addHook('onRequest', async ({ is404, method, headers }, reply) => {
      if (is404 && method === 'GET' && headers.accept?.includes('text/html'))
        await this.#send(reply.status(404));
    });
    void fastify.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      // Their names change with their content.
      immutable: true,
      maxAge: '365d',
    });
  }

  #send(reply: FastifyReply): FastifyReply {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', pagePolicy(nonce))
      .type('text/html; charset=utf-8')
      .send(this.#text.replaceAll(NONCE_PLACE, nonce));
  }
}
