import { logCommand } from '../options';
import { withDatabase } from '../open';
import { answer, styled } from '../output/answer';
import type { Finding } from './diagnosis';
import { type Examined, examine } from './examine';

/** `es doctor`. */
export const doctor = () =>
  logCommand('doctor', 'Looks at everything that a log rests on, and names what to do about each finding.')
    .option('--quick', 'does not wait until the server forgets a document (TTL), which takes a minute or two')
    .option('--projections', 'asks for the rights of a service with projections or reactions')
    .action(async (options) => {
      const examined = await withDatabase(options, (client) =>
        examine(
          {
            client,
            db: client.db(options.db),
            scratch: client.db(options.scratchDatabase ?? options.db),
            projections: options.projections === true,
            now: Date.now,
          },
          options.quick !== true,
        ),
      );
      if (examined.findings.length > 0) process.exitCode = 1;
      answer(options, examined, () => linesOf(examined));
    });

const linesOf = ({ server, measured, head, findings }: Examined): readonly string[] => [
  `${server.name} ${server.version}, its clock ${Math.abs(measured.clockAheadMs)} ms ${measured.clockAheadMs < 0 ? 'behind' : 'ahead'}`,
  ...(measured.roundTripMs === undefined
    ? []
    : [
        `round trip ${measured.roundTripMs} ms, durable insert ${measured.insertMs} ms, slowest loser of a race ${measured.slowestLoserMs} ms`,
      ]),
  head === undefined ? 'no log' : `head at ${head}`,
  ...(findings.length === 0 ? [styled('green', 'Nothing found.')] : findings.flatMap(findingLines)),
];

const findingLines = ({ check, asked, expected, got, remedy }: Finding): readonly string[] => [
  `${styled('red', check)}: ${got}`,
  `    asked ${asked}, expected ${expected}`,
  `    ${remedy}`,
];
