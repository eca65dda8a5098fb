import type { FlowFile } from '../metadata/project.ts';
import type { Element } from '../metadata/xml.ts';
import { CHANGES, TESTS, VALUE_KINDS } from './flow-values.ts';

/** What of a flow's metadata says nothing about how it runs. */
const IGNORED = [
    'apiVersion',
    'description',
    'environments',
    'interviewLabel',
    'isTemplate',
    'label',
    'processMetadataValues',
    'processType',
    'status',
    'runInMode'
];

const RUN = [
    'assignments',
    'constants',
    'decisions',
    'loops',
    'recordLookups',
    'start',
    'variables'
];

const LOOKUP_OPERATORS = [
    'EqualTo',
    'NotEqualTo',
    'GreaterThan',
    'GreaterThanOrEqualTo',
    'LessThan',
    'LessThanOrEqualTo',
    'StartsWith',
    'EndsWith',
    'Contains',
    'IsNull',
    'In',
    'NotIn'
];

/** A flow that this runtime can't run. */
export class FlowLoadError extends Error {
    constructor(file: string, reason: string) {
        super(`${file}: ${reason}`);
        this.name = 'FlowLoadError';
    }
}

/**
 * Refuses a flow that has an element, an operator or a value of which this runtime doesn't know what it does.
 * @throws FlowLoadError
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_visual_workflow.htm
 */
export function checkFlow({ file, metadata }: FlowFile): void {
    const refuse = (reason: string): never => {
        throw new FlowLoadError(file, reason);
    };
    for (const name of metadata.names()) {
        if (!IGNORED.includes(name) && !RUN.includes(name)) {
            refuse(`${name} of flows are not supported`);
        }
    }
    const checkValue = (value: Element | null, where: string): void => {
        const unknown = value?.names().find((name) => !VALUE_KINDS.includes(name));
        if (unknown !== undefined) {
            refuse(`${where}: a ${unknown} is not supported`);
        }
    };
    const checkOperator = (
        operator: string | null,
        known: readonly string[],
        where: string
    ): void => {
        if (!known.includes(operator ?? '')) {
            refuse(`${where}: the operator ${String(operator)} is not supported`);
        }
    };
    for (const element of metadata.all('assignments')) {
        for (const item of element.all('assignmentItems')) {
            checkOperator(item.text('operator'), Object.keys(CHANGES), nameOf(element));
            checkValue(item.one('value'), nameOf(element));
        }
    }
    for (const element of metadata.all('decisions')) {
        for (const condition of element.all('rules').flatMap((rule) => rule.all('conditions'))) {
            checkOperator(condition.text('operator'), Object.keys(TESTS), nameOf(element));
            checkValue(condition.one('rightValue'), nameOf(element));
        }
    }
    for (const element of metadata.all('recordLookups')) {
        for (const filter of element.all('filters')) {
            checkOperator(filter.text('operator'), LOOKUP_OPERATORS, nameOf(element));
            checkValue(filter.one('value'), nameOf(element));
        }
        if (element.all('relatedRecords').length > 0) {
            refuse(`${nameOf(element)}: related records are not supported`);
        }
    }
}

function nameOf(element: Element): string {
    return element.text('name') ?? '';
}
