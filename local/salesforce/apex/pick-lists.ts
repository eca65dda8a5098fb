import { flowNames } from './pre-session-flows.ts';
import { textFields, lookupsToOneObject } from '../org/describe.ts';
import type { Org } from '../org/org.ts';

/** A choice in App Builder (`VisualEditor.DataRow`). */
export interface DataRow {
    readonly label: string;
    readonly value: string;
}

const NONE: DataRow = { label: '—', value: '' };

/**
 * The rows that an Apex class offers for a property with `datasource="apex://Class"`.
 * @param entityName the page's object; `undefined` for a page that has none
 * @returns `undefined` for a class that isn't stood in for
 */
export function pickListRows(
    org: Org,
    className: string,
    entityName: string | undefined
): DataRow[] | undefined {
    switch (className) {
        case 'GlanceSettingsPickList':
            return Object.keys(org.settings).map((name) => ({ label: name, value: name }));
        case 'GlancePreSessionFlowPickList':
            return [NONE, ...flowNames.map((name) => ({ label: labelOf(name), value: name }))];
        case 'GlanceVisitorFieldPickList':
            return [NONE, ...visitorFields(entityName)];
        default:
            return undefined;
    }
}

/** The object's own text fields, then the custom ones of records looked up; each group by label. */
function visitorFields(objectApiName: string | undefined): DataRow[] {
    if (objectApiName === undefined) {
        return [];
    }
    const own = textFields(objectApiName).map(({ name, label }) => ({
        label: `${label} (${name})`,
        value: name
    }));
    const lookedUp = lookupsToOneObject(objectApiName).flatMap(
        ({ relationship, label, parentApiName }) =>
            textFields(parentApiName)
                .filter(({ name }) => name.endsWith('__c'))
                .map((field) => ({
                    label: `${label} > ${field.label} (${relationship}.${field.name})`,
                    value: `${relationship}.${field.name}`
                }))
    );
    return [...own.sort(byLabel), ...lookedUp.sort(byLabel)];
}

function byLabel(a: DataRow, b: DataRow): number {
    return a.label < b.label ? -1 : 1;
}

function labelOf(apiName: string): string {
    return apiName.replaceAll('_', ' ');
}
