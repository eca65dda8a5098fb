import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { SyntaxNodeRef } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { parse, stringify } from 'yaml';
import { createMetrics } from '../src/operations/metrics.ts';
import { PROBLEMS } from '../src/problem.ts';
import { deployFile, hasProgram, manifestsIn } from './deploy-files.ts';
import { testFolder } from './support.ts';

interface Rule {
    readonly alert: string;
    readonly expr: string;
    readonly labels: { readonly severity: string };
    readonly annotations: { readonly summary: string; readonly description: string };
}

const [ruleFile] = manifestsIn(deployFile('components/prometheus/alerts.yaml'));
const rules = ruleFile?.['spec'].groups.flatMap(
    (group: { rules: Rule[] }) => group.rules
) as Rule[];

interface Panel {
    readonly id: number;
    readonly title: string;
    readonly type: string;
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; h: number };
    readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
}

const dashboard = JSON.parse(deployFile('components/grafana/login-key-service.json')) as {
    readonly panels: readonly Panel[];
    readonly templating: { readonly list: readonly { name: string; query: unknown }[] };
};

/** Labels that Prometheus and its operator add to what it collects. */
const TARGET_LABELS = ['job', 'instance', 'pod', 'namespace'];

/** Series by name with their labels, as the service has them. */
function seriesOfTheService(): Map<string, readonly string[]> {
    const { registry } = createMetrics();
    const series = new Map<string, readonly string[]>();
    for (const metric of registry.getMetricsAsArray()) {
        const { name, labelNames = [] } = metric as unknown as {
            name: string;
            labelNames?: string[];
        };
        series.set(name, labelNames);
        if (name.endsWith('_duration_seconds')) {
            series.set(`${name}_bucket`, [...labelNames, 'le']);
            for (const part of ['_sum', '_count']) series.set(name + part, labelNames);
        }
    }
    // Not measured on other systems.
    for (const name of ['process_open_fds', 'process_max_fds'])
        if (process.platform !== 'linux') series.set(name, []);
    return series;
}

const series = seriesOfTheService();
const source = ['authenticate', 'jwt-verifier', 'remote-keys']
    .map((name) => readFileSync(new URL(`../src/callers/${name}.ts`, import.meta.url), 'utf8'))
    .join('');

/** What is wrong with a PromQL expression: its grammar, or something that the service does not have. */
function problemsOf(expression: string): string[] {
    // Grafana fills in its variables; any duration and any text do.
    const promql = expression
        .replaceAll(/\$__(rate_interval|range)/g, '5m')
        .replaceAll('$job', 'job');
    const problems: string[] = [];
    const labels: string[] = [];
    let used: string[] = [];
    const text = ({ from, to }: { from: number; to: number }) => promql.slice(from, to);
    const visit = (node: SyntaxNodeRef) => {
        if (node.type.isError) problems.push(`cannot be read at ${node.from}`);
        if (node.name === 'VectorSelector') {
            const name = text(node.node.getChild('Identifier') ?? node);
            const known = series.get(name);
            if (known === undefined) problems.push(`no metric ${name}`);
            used = [...used, ...(known ?? [])];
        }
        if (node.name === 'LabelName') labels.push(text(node));
        if (node.name === 'UnquotedLabelMatcher') {
            const [, label, value] = /^(\w+)\s*=~?\s*"(.*)"$/.exec(text(node)) ?? [];
            for (const one of value?.split('|') ?? []) {
                if (label === 'code' && !(one in PROBLEMS)) problems.push(`no code ${one}`);
                if (label === 'reason' && !source.includes(`'${one}'`))
                    problems.push(`no reason ${one}`);
            }
        }
    };
    parser.parse(promql).iterate({ enter: visit });
    for (const label of labels)
        if (![...used, ...TARGET_LABELS].includes(label)) problems.push(`no label ${label}`);
    return [...new Set(problems)];
}

test('the check of expressions finds what is wrong', () => {
    assert.deepEqual(problemsOf('rate(login_keys_issued_total[5m'), ['cannot be read at 31']);
    assert.deepEqual(problemsOf('login_keys_made_total'), ['no metric login_keys_made_total']);
    assert.deepEqual(problemsOf('sum by (code) (login_keys_issued_total)'), ['no label code']);
    assert.deepEqual(
        problemsOf('login_key_requests_refused_total{code="forbidden",reason=~"expired|tired"}'),
        ['no code forbidden', 'no reason tired']
    );
});

test('alerts name metrics, labels, codes and reasons that the service has, and say what to do', () => {
    for (const { alert, expr, labels, annotations } of rules) {
        assert.deepEqual(problemsOf(expr), [], alert);
        assert.ok(['critical', 'warning'].includes(labels.severity), alert);
        assert.ok(annotations.summary !== '' && annotations.description !== '', alert);
    }
    assert.equal(new Set(rules.map(({ alert }) => alert)).size, rules.length);
});

test('every metric of the service is on the dashboard or has an alert', () => {
    const seen = [
        ...rules.map(({ expr }) => expr),
        ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
    ].join('\n');
    const own = [...series.keys()].filter(
        (name) => name.startsWith('login_key') && !/_(sum|bucket)$/.test(name)
    );
    assert.deepEqual(
        own.filter((name) => !seen.includes(name)),
        []
    );
});

test('the dashboard names what the service has, and its panels do not overlap', () => {
    const taken = new Set<string>();
    for (const { title, targets, gridPos } of dashboard.panels) {
        assert.ok(targets.length > 0, title);
        for (const { expr, legendFormat } of targets) {
            assert.deepEqual(problemsOf(expr), [], title);
            for (const [, label = ''] of legendFormat.matchAll(/\{\{(\w+)\}\}/g))
                assert.ok(label === 'pod' || expr.includes(`(${label})`), `${title}: ${label}`);
        }
        assert.ok(gridPos.x + gridPos.w <= 24, title);
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
            for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
                assert.ok(!taken.has(`${x} ${y}`), title);
                taken.add(`${x} ${y}`);
            }
    }
    const ids = dashboard.panels.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    const variables = dashboard.templating.list.map(({ name }) => name);
    for (const [, name = ''] of JSON.stringify(dashboard).matchAll(/\$\{?(\w+)/g))
        assert.ok(variables.includes(name) || name.startsWith('__'), name);
});

const promtool = hasProgram('promtool', '--version') ? false : 'promtool is not installed';

test(
    'Prometheus fires each alert when it should, and none when all is well',
    {
        skip: promtool
    },
    (t) => {
        const folder = testFolder(t);
        const tests = deployFile('components/prometheus/alerts.test.yaml');
        const [file] = (parse(tests) as { rule_files: string[] }).rule_files;
        writeFileSync(join(folder, file ?? ''), stringify(ruleFile?.['spec']));
        writeFileSync(join(folder, 'alerts.test.yaml'), tests);
        const { status, stdout, stderr } = spawnSync(
            'promtool',
            ['test', 'rules', 'alerts.test.yaml'],
            {
                cwd: folder,
                encoding: 'utf8'
            }
        );
        assert.equal(status, 0, stdout + stderr);
    }
);

test('each alert has a case in which it fires', () => {
    const tests = deployFile('components/prometheus/alerts.test.yaml');
    for (const { alert } of rules) assert.ok(tests.includes(`"${alert}"`), alert);
});
