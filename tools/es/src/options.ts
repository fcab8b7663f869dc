import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { withStoredDataOptions } from '@event-sourcing/engine';
import { toPosition, type Position } from '@event-sourcing/event-store';
import { integer } from '@event-sourcing/tools-kit';

const wholeNumber = integer(0, Number.MAX_SAFE_INTEGER);

/** A position on the command line. */
export const position = (given: string): Position => toPosition(wholeNumber(given));

/** JSON on the command line. */
export const json = (given: string): unknown => {
  try {
    return JSON.parse(given);
  } catch (error) {
    throw new InvalidArgumentError(
      `It is no JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};

/** A command about one log, with the options that say where it is. */
export const logCommand = (name: string, about: string) =>
  withStoredDataOptions(new Command(name).description(about))
    .addOption(
      new Option(
        '--scratch-database <name>',
        'where a server is tried before it is written to (default: the database of the log)',
      ).env('SCRATCH_DATABASE'),
    )
    .option('--json', 'say it for machines');
