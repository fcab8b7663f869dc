import { GENERATIONS_USAGE, parseGenerationsArguments } from './arguments';
import { generations } from './generations';

const wish = parseGenerationsArguments(process.argv.slice(2));
if (wish) {
  for (const line of await generations(wish)) console.log(line);
} else {
  console.error(GENERATIONS_USAGE);
  process.exitCode = 1;
}
