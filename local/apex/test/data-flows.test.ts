import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { createOrg, type ApexOrg } from '../data/create-runtime.ts';
import { readProject, withActiveFlows } from '../data/metadata/project.ts';
import { loadAnonymous } from '../language/anonymous.ts';
import { ApexThrown } from '../language/errors.ts';
import { describeFailure } from '../language/text.ts';
import { systemClasses } from '../system/index.ts';

// https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_visual_workflow.htm

let folder: string;

before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'apex-flows-'));
    mkdirSync(path.join(folder, 'flows'));
});

after(() => {
    rmSync(folder, { recursive: true });
});

const variable = (name: string, type: string, more = ''): string =>
    `<variables><name>${name}</name><dataType>${type}</dataType><isCollection>false</isCollection><isInput>true</isInput><isOutput>true</isOutput>${more}</variables>`;
const to = (name: string, connector = 'connector'): string =>
    `<${connector}><targetReference>${name}</targetReference></${connector}>`;
const start = (name: string): string => `<start>${to(name)}</start>`;
const assign = (name: string, items: string, next = ''): string =>
    `<assignments><name>${name}</name>${items}${next}</assignments>`;
const item = (target: string, operator: string, value: string): string =>
    `<assignmentItems><assignToReference>${target}</assignToReference><operator>${operator}</operator><value>${value}</value></assignmentItems>`;
const text = (value: string): string => `<stringValue>${value}</stringValue>`;
const number = (value: number): string => `<numberValue>${String(value)}</numberValue>`;
const reference = (name: string): string => `<elementReference>${name}</elementReference>`;
const condition = (left: string, operator: string, right: string): string =>
    `<conditions><leftValueReference>${left}</leftValueReference><operator>${operator}</operator><rightValue>${right}</rightValue></conditions>`;

interface FlowOptions {
    readonly status?: string;
    readonly activate?: boolean;
}

function orgWith(
    name: string,
    body: string,
    { status = 'Active', activate = false }: FlowOptions = {}
): ApexOrg {
    const file = path.join(folder, 'flows', `${name}.flow-meta.xml`);
    writeFileSync(
        file,
        `<?xml version="1.0"?><Flow xmlns="http://soap.sforce.com/2006/04/metadata"><label>${name}</label><processType>AutoLaunchedFlow</processType>${body}<status>${status}</status></Flow>`
    );
    const shop = fileURLToPath(new URL('shop', import.meta.url));
    try {
        const project = readProject([shop, folder]);
        return createOrg({
            project: activate ? withActiveFlows(project, [name]) : project,
            systemClasses,
            users: [
                {
                    profile: 'System Administrator',
                    fields: { Username: 'a@example.com', LastName: 'A', Name: 'A' }
                }
            ],
            surroundings: {
                now: () => 0,
                callout: () => {
                    throw new Error('No callouts here');
                },
                certificate: () => null,
                debug: (line) => lines.push(line.replace(/^[A-Z]+\|/, ''))
            }
        });
    } finally {
        rmSync(file);
    }
}

let lines: string[] = [];

/** Runs Apex in an org with a flow; what it writes, or how it fails. */
function run(org: ApexOrg, apex: string): string[] {
    lines = [];
    try {
        org.runtime.inTransaction(
            org.actor,
            false,
            loadAnonymous(org.runtime, apex, 'anonymous.apex')
        );
    } catch (error) {
        if (!(error instanceof ApexThrown)) {
            throw error;
        }
        return [describeFailure(error).split('\n')[0]!];
    }
    return lines;
}

/** The value of `result` after a flow with these inputs. */
function resultOf(body: string, inputs: string, setup = ''): string | undefined {
    const org = orgWith('Try', body);
    return run(
        org,
        `${setup} Flow.Interview interview = Flow.Interview.createInterview('Try', new Map<String, Object>{ ${inputs} });
         interview.start(); System.debug(interview.getVariableValue('result'));`
    )[0];
}

/** A flow that decides: `yes` when the conditions hold, `no` otherwise. */
const decision = (conditions: string, logic = 'and', type = 'String'): string =>
    variable('given', type) +
    variable('other', 'String') +
    variable('result', 'String', `<value>${text('no')}</value>`) +
    start('Decide') +
    `<decisions><name>Decide</name><defaultConnectorLabel>No</defaultConnectorLabel><rules><name>Yes</name><conditionLogic>${logic}</conditionLogic>${conditions}${to('Say_yes')}</rules></decisions>` +
    assign('Say_yes', item('result', 'Assign', text('yes')));

describe('decisions', () => {
    const cases: readonly (readonly [string, string, string, string, string])[] = [
        ['EqualTo', text('a'), "'given' => 'a'", 'String', 'yes'],
        ['EqualTo', text('a'), "'given' => 'A'", 'String', 'no'],
        ['NotEqualTo', text('a'), "'given' => null", 'String', 'yes'],
        ['EqualTo', number(1), "'given' => 1", 'Number', 'yes'],
        ['GreaterThan', number(1), "'given' => 1.5", 'Number', 'yes'],
        ['GreaterThan', number(1), "'given' => null", 'Number', 'no'],
        ['LessThanOrEqualTo', number(1), "'given' => 1", 'Number', 'yes'],
        ['StartsWith', text('ab'), "'given' => 'abc'", 'String', 'yes'],
        ['EndsWith', text('ab'), "'given' => 'abc'", 'String', 'no'],
        ['Contains', text('b'), "'given' => 'abc'", 'String', 'yes'],
        ['IsNull', '<booleanValue>true</booleanValue>', "'given' => null", 'String', 'yes'],
        ['IsNull', '<booleanValue>false</booleanValue>', "'given' => null", 'String', 'no'],
        ['IsBlank', '<booleanValue>true</booleanValue>', "'given' => ' '", 'String', 'yes']
    ];
    for (const [operator, right, inputs, type, expected] of cases) {
        test(`${operator} ${right} of ${inputs}: ${expected}`, () => {
            assert.equal(
                resultOf(decision(condition('given', operator, right), 'and', type), inputs),
                expected
            );
        });
    }

    test('conditions are joined by and, or, and by number', () => {
        const three =
            condition('given', 'EqualTo', text('a')) +
            condition('other', 'EqualTo', text('b')) +
            condition('other', 'EqualTo', text('c'));
        const decide = (logic: string, given: string, other: string): unknown =>
            resultOf(decision(three, logic), `'given' => '${given}', 'other' => '${other}'`);
        assert.equal(decide('and', 'a', 'b'), 'no');
        assert.equal(decide('or', 'x', 'c'), 'yes');
        assert.equal(decide('1 AND (2 OR 3)', 'a', 'c'), 'yes');
        assert.equal(decide('1 AND (2 OR 3)', 'x', 'c'), 'no');
        assert.equal(decide('NOT 1 OR 2', 'a', 'c'), 'no');
    });
});

test('assignments add, subtract, count and fill in texts', () => {
    const body =
        variable('given', 'Number') +
        variable('result', 'String') +
        variable('sum', 'Number', `<value>${number(10)}</value>`) +
        `<constants><name>FOUR</name><dataType>Number</dataType><value>${number(4)}</value></constants>` +
        start('Compute') +
        assign(
            'Compute',
            item('sum', 'Add', reference('given')) +
                item('sum', 'Subtract', reference('FOUR')) +
                item('result', 'Assign', text('sum: {!sum}')) +
                item('result', 'Add', text('!'))
        );
    assert.equal(resultOf(body, "'given' => 2.5"), 'sum: 8.5!');
});

const accounts = (more: string): string =>
    `<recordLookups><name>Find</name>${to('Count')}<filterLogic>and</filterLogic><filters><field>Name</field><operator>StartsWith</operator><value>${reference('given')}</value></filters><object>Account</object><sortField>Name</sortField><sortOrder>Desc</sortOrder>${more}</recordLookups>`;
const twoAccounts =
    "insert new List<Account>{ new Account(Name = 'Alpha'), new Account(Name = 'Album'), new Account(Name = 'Beta') };";

describe('records', () => {
    test('all that are found, and a loop over them', () => {
        const body =
            variable('given', 'String') +
            variable('result', 'String', `<value>${text('')}</value>`) +
            variable('count', 'Number') +
            start('Find') +
            accounts(
                '<getFirstRecordOnly>false</getFirstRecordOnly><storeOutputAutomatically>true</storeOutputAutomatically>'
            ) +
            assign('Count', item('count', 'AssignCount', reference('Find')), to('Each')) +
            `<loops><name>Each</name><collectionReference>Find</collectionReference><iterationOrder>Asc</iterationOrder>${to('Name', 'nextValueConnector')}${to('End', 'noMoreValuesConnector')}</loops>` +
            assign('Name', item('result', 'Add', text('{!Each.Name} ')), to('Each')) +
            assign('End', item('result', 'Add', reference('count')));
        assert.equal(resultOf(body, "'given' => 'Al'", twoAccounts), 'Alpha Album 2');
        assert.equal(resultOf(body, "'given' => 'X'", twoAccounts), '0');
    });

    test('the first, whose fields can be read, also when there is none', () => {
        const body =
            variable('given', 'String') +
            variable('result', 'String') +
            start('Find') +
            accounts(
                '<getFirstRecordOnly>true</getFirstRecordOnly><storeOutputAutomatically>true</storeOutputAutomatically>'
            ) +
            assign('Count', item('result', 'Assign', reference('Find.Name')));
        assert.equal(resultOf(body, "'given' => 'Al'", twoAccounts), 'Alpha');
        assert.equal(resultOf(body, "'given' => 'X'", twoAccounts), 'null');
    });

    test('an unfound record leaves a variable as it is, or empties it', () => {
        const body = (empties: boolean): string =>
            variable('given', 'String') +
            variable('result', 'String', `<value>${text('former')}</value>`) +
            start('Find') +
            accounts(
                `<assignNullValuesIfNoRecordsFound>${String(empties)}</assignNullValuesIfNoRecordsFound><outputAssignments><assignToReference>result</assignToReference><field>Name</field></outputAssignments>`
            ).replace(to('Count'), '');
        assert.equal(resultOf(body(false), "'given' => 'X'", twoAccounts), 'former');
        assert.equal(resultOf(body(true), "'given' => 'X'", twoAccounts), 'null');
        assert.equal(resultOf(body(true), "'given' => 'B'", twoAccounts), 'Beta');
    });
});

describe('what can not be run', () => {
    const body = variable('result', 'String') + start('End') + assign('End', '');

    test('a flow that there is not, or that has no active version', () => {
        const create = "Flow.Interview.createInterview('Try', new Map<String, Object>());";
        assert.match(
            run(orgWith('Other', body), create)[0]!,
            /There is no active autolaunched flow Try/
        );
        assert.match(
            run(orgWith('Try', body, { status: 'Draft' }), create)[0]!,
            /There is no active/
        );
        assert.deepEqual(
            run(orgWith('Try', body, { status: 'Draft', activate: true }), create),
            []
        );
        assert.throws(
            () => withActiveFlows(orgWith('Try', body).project, ['Nope']),
            /No flow Nope/
        );
    });

    test('a variable that there is not', () => {
        const apex =
            "Flow.Interview i = Flow.Interview.createInterview('Try', new Map<String, Object>()); i.start(); i.getVariableValue('nope');";
        assert.match(
            run(orgWith('Try', body), apex)[0]!,
            /FlowException: .*there is no variable nope/
        );
    });

    test('elements that go around for ever', () => {
        const endless =
            variable('result', 'String') + start('Again') + assign('Again', '', to('Again'));
        const apex = "Flow.Interview.createInterview('Try', new Map<String, Object>()).start();";
        assert.match(run(orgWith('Try', endless), apex)[0]!, /Number of iterations exceeded/);
    });

    test('elements, operators and values that are not known are refused before anything runs', () => {
        const refused: Readonly<Record<string, string>> = {
            'screens of flows are not supported': body + '<screens><name>Ask</name></screens>',
            'Decide: the operator WasVisited is not supported': decision(
                condition('given', 'WasVisited', text('x'))
            ),
            'End: the operator RemoveAll is not supported':
                variable('result', 'String') +
                start('End') +
                assign('End', item('result', 'RemoveAll', text('x'))),
            'End: a formulaExpression is not supported':
                variable('result', 'String') +
                start('End') +
                assign(
                    'End',
                    item('result', 'Assign', '<formulaExpression>1+1</formulaExpression>')
                )
        };
        for (const [message, flow] of Object.entries(refused)) {
            assert.throws(
                () => orgWith('Try', flow),
                (error: Error) => error.message.endsWith(`Try.flow-meta.xml: ${message}`),
                message
            );
        }
    });
});
