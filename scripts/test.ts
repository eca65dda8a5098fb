/** `npm test [suite …]`: runs all tests, or the named suites, and sums them up in the last line. */
import { suites } from './test/suites.ts';
import { line, single, sum, type Tally } from './test/tally.ts';

const names = process.argv.slice(2);
const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
    console.error(
        `There is no suite "${unknown[0]}". Suites: ${suites.map(({ name }) => name).join(', ')}.`
    );
    process.exit(2);
}

const tallies: Tally[] = [];
for (const { name, title, run } of suites) {
    if (names.length > 0 && !names.includes(name)) {
        continue;
    }
    console.log(`\n== ${title} (${name})`);
    const started = Date.now();
    const tally = await run().catch((thrown: unknown) => {
        console.error(thrown instanceof Error ? thrown.message : thrown);
        return single(false);
    });
    tallies.push(tally);
    console.log(`\n   ${title}: ${line(tally)} (${Math.round((Date.now() - started) / 1000)} s)`);
}

const total = sum(tallies);
console.log(`\n${line(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
