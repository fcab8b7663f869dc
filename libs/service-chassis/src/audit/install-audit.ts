import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { actorOf } from '../principal';

/** One line for each command, when it is known what became of it, whether its client still waits for that or not. */
export const installAudit = (fastify: FastifyInstance, logger: Logger): void => {
  // Who may do what is told by no level: whoever asks for warnings alone has to account for it too.
  const audit = logger.isLevelEnabled('fatal') ? logger.child({}, { level: 'info' }) : logger;
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    const line = lineOf(request, reply);
    if (line !== undefined) audit.info(line, 'audit');
    done();
  });
};

const lineOf = ({ chassis }: FastifyRequest, reply: FastifyReply): object | undefined => {
  if (chassis?.audited === undefined) return undefined;
  const { audited, principal, refusedAs, outcome = 'accepted', correlationId } = chassis;
  const position = reply.getHeader('log-position');
  const location = reply.getHeader('location');
  return {
    ...audited,
    by: principal === undefined ? {} : actorOf(principal),
    outcome: refusedAs ?? outcome,
    ...(position !== undefined && { position: Number(position) }),
    ...(location !== undefined && { location }),
    correlationId,
  };
};
