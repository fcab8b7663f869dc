import { integer, list, runTool, signedToken, text, tool, ToolError } from '@event-sourcing/tools-kit';

const LONGEST_S = 30 * 24 * 60 * 60;

const about = [
  'Prints a token that the services believe: for development, where they share AUTH_SECRET or AUTH_SECRET_FILE.',
  'AUTH_ISSUER and AUTH_AUDIENCE are read too. curl -H "Authorization: Bearer $(npm run -s token -- --sub ed)" …',
].join('\n');

const command = tool('npm run token', about)
  .requiredOption('--sub <user>', 'whose token it is', text)
  .option('--scope <scope>', 'what it allows; may be given several times', list, [])
  .option('--expires-in <seconds>', 'how long it is good', integer(1, LONGEST_S), 3_600);

const print = async ({ sub, scope, expiresIn }: ReturnType<typeof command.opts>): Promise<void> => {
  const token = await signedToken({ sub, scope: scope.join(' '), lifeInSeconds: expiresIn });
  if (token === undefined) {
    throw new ToolError('usage', 'Set AUTH_SECRET or AUTH_SECRET_FILE to the secret of the services.');
  }
  console.log(token);
};

await runTool(command.action(print));
