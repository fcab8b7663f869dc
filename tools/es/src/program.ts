import tab from '@bomb.sh/tab/commander';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command as PlainCommand } from 'commander';
import { doctor } from './doctor/doctor';
import { append } from './log/append';
import { catalogue } from './log/catalogue';
import { entity } from './log/entity';
import { explain } from './log/explain';
import { head } from './log/head';
import { read } from './log/read';
import { tail } from './log/tail';
import { verify } from './log/verify';
import { projections } from './subscriptions/projections';
import { reactions } from './subscriptions/reactions';

const ABOUT = [
  'With --json the answer is one document, of read, tail and entity one a line; what it says is stable.',
  'Colours are for terminals alone, and NO_COLOR switches them off.',
  'Exit codes: 0 done, 1 failed or something was found, 2 not understood, 130 stopped.',
].join('\n');

/** @param name as its users type it; a shell completes one word only */
export const esProgram = (name: string) => {
  const program = new Command(name)
    .description('Looks at an event store, and operates it.')
    .helpOption('--help', 'show this')
    .addHelpText('after', `\n${ABOUT}`)
    .exitOverride()
    .showHelpAfterError();
  inherit(program, head());
  inherit(program, read());
  inherit(program, tail());
  inherit(program, append());
  inherit(program, entity());
  inherit(program, explain());
  inherit(program, verify());
  inherit(program, catalogue());
  inherit(program, projections());
  inherit(program, reactions());
  inherit(program, doctor());
  if (name === 'es') complete(program);
  return program;
};

/** Commander hands settings down to what it makes itself, and not to what it is given. */
const inherit = (parent: CommandUnknownOpts, child: CommandUnknownOpts): void => {
  parent.addCommand(child.copyInheritedSettings(parent));
  for (const one of child.commands) one.copyInheritedSettings(parent);
};

/** `es completion zsh`, bash or fish. */
const complete = (program: unknown): void => {
  // The same class; only its types say more.
  if (program instanceof PlainCommand) tab(program, { completionCommandName: 'completion' });
};
