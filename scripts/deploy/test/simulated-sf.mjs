#!/usr/bin/env node
/*
 * A simulated Salesforce CLI, and the org behind it. It answers the commands that this project's scripts give, with the exit codes,
 * JSON and messages of `@salesforce/cli` 2 (its help; the sources of plugin-deploy-retrieve, plugin-user, plugin-org and plugin-data).
 * What it doesn't know, it refuses as the CLI does. The org is a JSON file, named by SIMULATED_ORG: see `simulated-org.ts`.
 */
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const file = process.env.SIMULATED_ORG;
const org = JSON.parse(readFileSync(file, 'utf8'));
const words = process.argv.slice(2);
org.calls.push(words.join(' '));
const save = () => writeFileSync(file, JSON.stringify(org));
save();

/** Ends as the CLI does: JSON goes to standard output, also where it tells an error. */
function end(status, answer, text = []) {
    save();
    if (words.includes('--json')) {
        if (org.warns) {
            console.log(' ›   Warning: @salesforce/cli update available from 2.100.0 to 2.110.7.');
            console.log(' ›   Warning: Unknown settings {org-old} were found.');
        }
        console.log(colored(JSON.stringify({ status, ...answer, warnings: [] }, null, 2)));
    } else {
        (status === 0 ? console.log : console.error)(text.join('\n'));
    }
    process.exit(status);
}
const fail = (name, message, status = 1) =>
    end(status, { name, message, exitCode: status }, [`Error (${name}): ${message}`]);

/** Components that the org remembers. */
const suffixes = {
    CustomMetadata: '.md-meta.xml',
    ExternalCredential: '.externalCredential-meta.xml',
    Flow: '.flow-meta.xml',
    NamedCredential: '.namedCredential-meta.xml',
    PermissionSet: '.permissionset-meta.xml',
    StaticResource: '.resource-meta.xml'
};

/** Flags of a command: which take a value, and which don't. Others don't exist. */
const sending = ['source-dir', 'target-org', 'test-level', 'tests', 'wait'];
const commands = {
    '--version': { run: version, values: [] },
    'org display': { run: display, values: ['target-org'] },
    'org list metadata': { run: listMetadata, values: ['target-org', 'metadata-type'] },
    'org assign permset': { run: assign, values: ['target-org', 'name', 'on-behalf-of'] },
    'org create scratch': {
        run: createScratch,
        values: ['alias', 'definition-file', 'duration-days', 'target-dev-hub', 'wait']
    },
    'org open': { run: done, values: ['path', 'target-org'] },
    'config get target-dev-hub': { run: devHub, values: [] },
    'apex run test': { run: done, values: ['target-org', 'test-level', 'wait'] },
    'data import tree': { run: importTree, values: ['plan', 'target-org'] },
    'data update record': {
        run: update,
        values: ['sobject', 'target-org', 'values', 'where']
    },
    'data query': { run: query, values: ['target-org', 'query'] },
    'project deploy start': {
        run: start,
        values: sending,
        flags: ['dry-run', 'ignore-conflicts', 'ignore-warnings']
    },
    'project deploy validate': { run: validate, values: sending, flags: ['ignore-warnings'] },
    'project deploy quick': {
        run: quick,
        values: ['job-id', 'target-org', 'wait'],
        flags: ['use-most-recent']
    },
    'package create': {
        run: createPackage,
        values: ['name', 'package-type', 'path', 'target-dev-hub'],
        flags: ['no-namespace']
    }
};

const topic = Object.keys(commands).find((each) => `${words.join(' ')} `.startsWith(`${each} `));
if (topic === undefined) {
    fail('CommandNotFound', `${words.join(' ')} is not a sf command.`, 127);
}
const { run, values, flags = [] } = commands[topic];
const given = {};
for (let rest = words.slice(topic.split(' ').length); rest.length > 0;) {
    const name = rest.shift().replace(/^--/, '');
    if (values.includes(name)) {
        (given[name] ??= []).push(rest.shift());
    } else if (!['json', ...flags].includes(name)) {
        fail('NonExistentFlagsError', `Nonexistent flag: --${name}\nSee more help with --help`, 2);
    } else {
        given[name] = [];
    }
}
if (values.includes('target-org') && !org.aliases.includes(given['target-org']?.[0])) {
    fail('NamedOrgNotFoundError', `No authorization information found for ${given['target-org']}.`);
}
run(given);

function version() {
    console.log(org.version);
}

function display() {
    end(0, { result: { username: org.username, connectedStatus: 'Connected' } });
}

function devHub() {
    end(0, { result: [{ name: 'target-dev-hub', ...(org.devHub && { value: org.devHub }) }] });
}

function done() {
    end(0, { result: {} });
}

/** Scratch orgs count as sandboxes, and track changes. */
function createScratch({ alias: [alias], 'definition-file': [definition] }) {
    if (!existsSync(definition)) {
        fail('SfError', `The scratch org definition file ${definition} doesn't exist.`);
    }
    Object.assign(org, { isSandbox: true, isTracked: true });
    org.aliases.push(alias);
    end(0, { result: { username: org.username } }, ['Your scratch org is ready.']);
}

function importTree({ plan: [plan] }) {
    org.imported = JSON.parse(readFileSync(plan, 'utf8')).map(({ sobject }) => sobject);
    end(0, { result: [] });
}

function update({ sobject: [sobject], where: [where], values: [set] }) {
    org.updated = { sobject, where, values: set };
    end(0, { result: { success: true } });
}

function listMetadata({ 'metadata-type': [type] }) {
    if (org.isSilent) {
        fail('RefreshTokenAuthError', 'Error authenticating with the refresh token.');
    }
    end(0, { result: (org.components[type] ?? []).map((fullName) => ({ fullName, type })) });
}

function query({ query: [soql] }) {
    const records = (found) =>
        end(0, { result: { records: found, totalSize: found.length, done: true } });
    if (soql.includes('FROM Organization')) {
        records([{ IsSandbox: org.isSandbox }]);
    }
    if (soql.includes('FROM PermissionSetAssignment')) {
        const own = soql.endsWith(`Assignee.Username = '${org.username.replaceAll("'", "\\'")}'`);
        records(own ? org.assigned.map((Name) => ({ PermissionSet: { Name } })) : []);
    }
    if (soql.includes('FROM Glance_Settings__mdt') && org.components.CustomMetadata?.length > 0) {
        records([{ Group_Id__c: org.groupId }]);
    }
    fail('INVALID_TYPE', 'sObject type is not supported.');
}

/** Some fail: 68. All fail: 1. The messages are in the language of the org. */
function assign({ name: names }) {
    if (org.assignFails) {
        delete org.assignFails;
        fail('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record');
    }
    const failures = [];
    const successes = [];
    for (const name of names) {
        if (!(org.components.PermissionSet ?? []).includes(name)) {
            const message = `Permission set "${name}" not found in target org. Do you need to deploy it?`;
            failures.push({ name: org.username, message });
        } else if (org.assigned.includes(name)) {
            failures.push({ name: org.username, message: org.words.duplicate });
        } else {
            org.assigned.push(name);
            successes.push({ name: org.username, value: name });
        }
    }
    const status = failures.length === 0 ? 0 : successes.length === 0 ? 1 : 68;
    end(
        status,
        { result: { successes, failures } },
        failures.map(({ message }) => message)
    );
}

function start(flags) {
    if (org.isTracked && org.hasConflicts && flags['ignore-conflicts'] === undefined) {
        fail(
            'SourceConflictError',
            "There are changes in the org that conflict with the local changes you're trying to deploy."
        );
    }
    const sent = sentBy(flags);
    checkTests(flags);
    deploy(sent, flags, flags['dry-run'] !== undefined);
    end(0, { result: { id: nextJob() } }, [`Deploy ID: ${org.job}`, 'Status: Succeeded']);
}

function validate(flags) {
    if (flags['test-level']?.[0] === 'NoTestRun') {
        const levels = 'RunAllTestsInOrg, RunLocalTests, RunSpecifiedTests';
        fail(
            'FlagInvalidOptionError',
            `Expected --test-level=NoTestRun to be one of: ${levels}`,
            2
        );
    }
    const sent = sentBy(flags);
    checkTests(flags);
    deploy(sent, flags, true);
    org.validated = { job: nextJob(), sent };
    end(0, { result: { id: org.job } }, [
        ...(org.saysNoJob ? [] : [`Deploy ID: ${colored(org.job)}`]),
        org.saysNoJob
            ? 'Successfully validated.'
            : `Successfully validated the deployment (${colored(org.job)}).`
    ]);
}

function quick({ 'job-id': [job] = [] }) {
    if (job === undefined || job !== org.validated?.job) {
        fail('InvalidJobId', `No deployment with the ID ${job} was validated.`);
    }
    if (org.quickFails) {
        delete org.quickFails;
        fail('DeployFailed', 'The org is locked by another deployment.');
    }
    install(org.validated.sent);
    delete org.validated;
    end(0, { result: { id: nextJob() } }, [`Deploy ID: ${org.job}`, 'Status: Succeeded']);
}

/** In color where FORCE_COLOR is set, as on many build machines. */
function colored(text) {
    return process.env.FORCE_COLOR ? `\u001b[1m\u001b[36m${text}\u001b[39m\u001b[22m` : text;
}

function nextJob() {
    org.jobs += 1;
    org.job = `0Af${String(org.jobs).padStart(15, '0')}`;
    return org.job;
}

function checkTests({ 'test-level': [level] = [], tests }) {
    if (level === 'RunSpecifiedTests' && tests === undefined) {
        fail(
            'NoTestsSpecified',
            'You must specify tests using the --tests flag if the --test-level flag is set to RunSpecifiedTests.'
        );
    }
}

/** Metadata files below the folders and files that are sent. */
function sentBy({ 'source-dir': sources = [] }) {
    return sources.flatMap((source) => {
        if (!existsSync(source)) {
            fail('SfError', `File or folder not found: ${source}`);
        }
        const below = statSync(source).isDirectory()
            ? readdirSync(source, { recursive: true }).map((each) => join(source, each))
            : [source];
        return below.filter((each) => each.endsWith('-meta.xml'));
    });
}

/** What an org refuses. */
function deploy(sent, { 'test-level': [level] = [], tests = [] }, onlyValidates) {
    const failed = (message, status = 1) => {
        console.log(`Deploy ID: ${nextJob()}`);
        fail('FailedValidationError', message, status);
    };
    if (org.outcome !== undefined) {
        const { status, message } = org.outcome;
        delete org.outcome;
        failed(message, status);
    }
    for (const each of org.isSandbox ? [] : sent) {
        if (
            each.endsWith('.object-meta.xml') &&
            /<visibility>Protected</.test(readFileSync(each, 'utf8'))
        ) {
            failed(`${basename(each)}: Protected custom settings can't be created in this org.`);
        }
    }
    for (const each of org.deploysFlowsActive ? sent : []) {
        if (each.endsWith('.flow-meta.xml') && /<status>Active</.test(readFileSync(each, 'utf8'))) {
            failed('The test coverage of active flows is 0%. At least 75% is required.');
        }
    }
    if (level === 'NoTestRun' && !org.isSandbox) {
        failed('Code coverage is required to deploy Apex to a production org.');
    }
    const ran = level === 'RunSpecifiedTests' ? tests : level === 'NoTestRun' ? [] : undefined;
    const failing = org.failingTests.filter((name) => ran === undefined || ran.includes(name));
    if (failing.length > 0) {
        failed(`Test failures: ${failing.join(', ')}`);
    }
    const missing = (ran ?? []).filter(
        (name) => !sent.some((each) => each.endsWith(`${name}.cls-meta.xml`))
    );
    if (missing.length > 0) {
        failed(`No such test class: ${missing.join(', ')}`);
    }
    if (!onlyValidates) {
        install(sent);
    }
}

function install(sent) {
    for (const [type, suffix] of Object.entries(suffixes)) {
        const names = sent
            .filter((each) => each.endsWith(suffix))
            .map((each) => basename(each, suffix));
        org.components[type] = [...new Set([...(org.components[type] ?? []), ...names])];
    }
    const settings = sent.find((each) => each.endsWith('Glance_Settings.Default.md-meta.xml'));
    if (settings !== undefined) {
        const group = />Group_Id__c<\/field>\s*<value[^>]*>([^<]*)</.exec(
            readFileSync(settings, 'utf8')
        );
        org.groupId = group?.[1] ?? null;
    }
    org.deployed += 1;
}

/** The alias goes into the project file of the folder where the command runs. */
function createPackage({ name: [name], path: [path] }) {
    const project = JSON.parse(readFileSync('sfdx-project.json', 'utf8'));
    const directory = project.packageDirectories.find((each) => each.path === path);
    if (directory === undefined) {
        fail('InvalidPackageDirectory', `The directory ${path} is not a package directory.`);
    }
    project.packageAliases[name] = '0Ho000000000001AAA';
    writeFileSync('sfdx-project.json', JSON.stringify(project, null, 4));
    end(0, { result: { Id: '0Ho000000000001AAA' } }, ['Successfully created a package.']);
}
