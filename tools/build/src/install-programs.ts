import { findProgram, leftOut, missingPrograms, runTool, tool } from '@event-sourcing/tools-kit';
import { execa } from 'execa';

const about = 'Installs what tests need beside the workspace, from Debian, where that is allowed.';

/** Why it cannot be done here; nothing: it can. */
const obstacle = (): string | undefined => {
  if (findProgram({ commands: ['apt-get'] }) === undefined) return 'there is no apt-get here';
  return process.getuid?.() === 0 ? undefined : 'only root may install packages';
};

const install = async (): Promise<void> => {
  const missing = missingPrograms();
  if (missing.length === 0) return console.log('All of them are here.');
  const reason = obstacle();
  if (reason === undefined) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const apt = execa({ stdio: 'inherit', env, reject: false });
    await apt('apt-get', ['update']);
    const packages = missing.map(({ debianPackage }) => debianPackage);
    await apt('apt-get', ['install', '--yes', '--no-install-recommends', ...packages]);
  } else console.log(`Nothing can be installed: ${reason}.`);
  for (const line of leftOut(missingPrograms())) console.log(line);
};

await runTool(tool('npm run programs', about).action(install));
