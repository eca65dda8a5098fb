import type { Runtime } from '../../language/runtime.ts';
import type { ApexType } from '../../language/types.ts';
import { ApexDatetime, ApexList, ApexSObject, type Value } from '../../language/values.ts';
import type { FlowFile } from '../metadata/project.ts';
import type { Element } from '../metadata/xml.ts';
import { CHANGES, fieldOf, flowError, joined, TESTS, valueIn } from './flow-values.ts';
import { lookUp } from './lookup.ts';

const NODES = ['assignments', 'decisions', 'loops', 'recordLookups'];

/** The most elements that an interview runs. */
const MOST_ELEMENTS = 2000;

const TYPES: Readonly<Record<string, string>> = {
    Boolean: 'Boolean',
    Currency: 'Decimal',
    Date: 'Date',
    DateTime: 'Datetime',
    Number: 'Decimal',
    Picklist: 'String',
    String: 'String'
};

interface Loop {
    readonly items: readonly Value[];
    next: number;
}

/**
 * One run of an autolaunched flow, by the flow's own metadata.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Flow_Interview.htm
 */
export class Interview {
    private readonly runtime: Runtime;
    private readonly flow: FlowFile;
    private readonly resources = new Map<string, Value>();
    private readonly variables = new Map<string, Element>();
    private readonly nodes = new Map<string, { kind: string; element: Element }>();
    private readonly loops = new Map<string, Loop>();

    constructor(runtime: Runtime, flow: FlowFile, inputs: ReadonlyMap<string, Value>) {
        this.runtime = runtime;
        this.flow = flow;
        for (const kind of NODES) {
            for (const element of flow.metadata.all(kind)) {
                this.nodes.set(nameOf(element), { kind, element });
            }
        }
        for (const constant of flow.metadata.all('constants')) {
            this.resources.set(nameOf(constant), this.value(constant.one('value')));
        }
        for (const variable of flow.metadata.all('variables')) {
            this.declare(variable, inputs);
        }
    }

    private declare(variable: Element, inputs: ReadonlyMap<string, Value>): void {
        const name = nameOf(variable);
        this.variables.set(name, variable);
        const isGiven = variable.isTrue('isInput') && inputs.has(name);
        const given = isGiven ? (inputs.get(name) ?? null) : this.value(variable.one('value'));
        const isCollection = variable.isTrue('isCollection');
        this.resources.set(
            name,
            given === null && isCollection
                ? new ApexList(this.runtime.types.list(this.typeOf(variable)))
                : given
        );
    }

    private typeOf(variable: Element): ApexType {
        const { types } = this.runtime;
        const record = variable.text('objectType');
        if (record !== null) {
            return types.record(record) ?? types.sobject;
        }
        return types.primitive(TYPES[variable.text('dataType') ?? ''] ?? 'String');
    }

    /** Runs it to its end. @throws Raised `Flow.FlowException` */
    start(): void {
        const first =
            target(this.flow.metadata.one('start')) ??
            this.flow.metadata.text('startElementReference');
        let name = first;
        for (let ran = 0; name !== null; ran++) {
            if (ran >= MOST_ELEMENTS) {
                throw flowError(this.flow.name, 'Number of iterations exceeded');
            }
            this.runtime.step();
            name = this.run(name);
        }
    }

    /**
     * The value of an output variable.
     * @throws Raised `Flow.FlowException` when there is no such variable
     */
    output(name: string): Value {
        if (!this.variables.has(name)) {
            throw flowError(this.flow.name, `there is no variable ${name}`);
        }
        return this.resources.get(name) ?? null;
    }

    /** Runs an element. Returns the name of the next one; null at the end. */
    private run(name: string): string | null {
        const node = this.nodes.get(name);
        if (!node) {
            throw flowError(this.flow.name, `there is no element ${name}`);
        }
        switch (node.kind) {
            case 'assignments':
                this.assign(node.element);
                return target(node.element);
            case 'decisions':
                return this.decide(node.element);
            case 'loops':
                return this.loop(name, node.element);
            default:
                this.lookUp(name, node.element);
                return target(node.element);
        }
    }

    private assign(element: Element): void {
        for (const item of element.all('assignmentItems')) {
            const to = item.text('assignToReference') ?? '';
            const change = CHANGES[item.text('operator') ?? ''];
            if (!change) {
                throw flowError(this.flow.name, `unknown operator in ${nameOf(element)}`);
            }
            this.write(to, change(this.read(to), this.value(item.one('value'))));
        }
    }

    private decide(element: Element): string | null {
        const rule = element.all('rules').find((each) =>
            joined(
                each.text('conditionLogic'),
                each.all('conditions').map((condition) => this.holds(condition))
            )
        );
        return rule ? target(rule) : target(element, 'defaultConnector');
    }

    private holds(condition: Element): boolean {
        const test = TESTS[condition.text('operator') ?? '']!;
        return test(
            this.read(condition.text('leftValueReference') ?? ''),
            this.value(condition.one('rightValue'))
        );
    }

    private loop(name: string, element: Element): string | null {
        const loop = this.loops.get(name) ?? {
            items: listItems(this.read(element.text('collectionReference') ?? '')),
            next: 0
        };
        if (loop.next >= loop.items.length) {
            this.loops.delete(name);
            return target(element, 'noMoreValuesConnector');
        }
        this.loops.set(name, loop);
        const item = loop.items[loop.next++]!;
        this.resources.set(name, item);
        const to = element.text('assignNextValueToReference');
        if (to !== null) {
            this.write(to, item);
        }
        return target(element, 'nextValueConnector');
    }

    private lookUp(name: string, element: Element): void {
        const found = lookUp(this.runtime, this.flow.name, element, (each) => this.read(each));
        this.resources.set(name, found);
        const keeps = found === null && !element.isTrue('assignNullValuesIfNoRecordsFound');
        const to = element.text('outputReference');
        if (keeps) {
            return;
        }
        if (to !== null) {
            this.write(to, found);
        }
        for (const output of element.all('outputAssignments')) {
            this.write(
                output.text('assignToReference') ?? '',
                fieldOf(found, [output.text('field') ?? ''])
            );
        }
    }

    private value(xml: Element | null): Value {
        return valueIn(xml, (name) => this.read(name));
    }

    private read(path: string): Value {
        const [name, ...fields] = path.split('.');
        if (name === '$Flow') {
            return this.flowResource(fields[0] ?? '');
        }
        if (!this.resources.has(name!) && !this.nodes.has(name!)) {
            throw flowError(this.flow.name, `there is no resource ${path}`);
        }
        return fieldOf(this.resources.get(name!) ?? null, fields);
    }

    private flowResource(name: string): Value {
        if (name !== 'CurrentDateTime') {
            throw flowError(this.flow.name, `there is no resource $Flow.${name}`);
        }
        return new ApexDatetime(this.runtime.surroundings.now());
    }

    private write(path: string, value: Value): void {
        const [name, field] = path.split('.');
        const variable = this.variables.get(name!);
        if (!variable) {
            throw flowError(this.flow.name, `there is no variable ${path}`);
        }
        if (field === undefined) {
            this.resources.set(name!, value);
            return;
        }
        let record = this.resources.get(name!);
        if (!(record instanceof ApexSObject)) {
            record = this.runtime.newRecord(variable.text('objectType') ?? '');
            this.resources.set(name!, record);
        }
        record.values.set(field.toLowerCase(), value);
    }
}

function nameOf(element: Element): string {
    return element.text('name') ?? '';
}

function target(element: Element | null, connector = 'connector'): string | null {
    return element?.one(connector)?.text('targetReference') ?? null;
}

function listItems(value: Value): readonly Value[] {
    return value instanceof ApexList ? value.items : [];
}
