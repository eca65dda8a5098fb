/** `npm run format`: lays out all files with Prettier. */
import { runBin } from './programs.ts';

process.exitCode = await runBin('prettier', ['--write', '--log-level=warn', '.']);
