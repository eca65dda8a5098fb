import type { ApexOrg } from '../data/create-runtime.ts';
import type { Actor } from '../data/database.ts';
import { describeFailure } from '../language/text.ts';
import type { ApexList, ApexObject } from '../language/values.ts';
import { type Value } from '../language/values.ts';
import type { AuraOutcome } from './call.ts';

/**
 * The rows that a class offers in App Builder for a property with `datasource="apex://Class"`.
 * @param entityName the page's object; null for a page without one
 * @returns a list of `{label, value}`
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_VisualEditor_DynamicPickList.htm
 */
export function pickListRows(
    { runtime }: ApexOrg,
    actor: Actor,
    className: string,
    entityName: string | null
): AuraOutcome {
    const pickList = runtime.types.parse('VisualEditor.DynamicPickList');
    const type = runtime.types
        .userTypes()
        .find(({ name }) => name.toLowerCase() === className.toLowerCase());
    if (!type?.definition.isSubclassOf(pickList)) {
        return { kind: 'refused', status: 404, message: 'No such class.' };
    }
    try {
        const value = runtime.inTransaction(actor, false, () => {
            const takesContext = type.definition.constructors.some(
                ({ parameters }) => parameters.length === 1
            );
            const instance = takesContext
                ? runtime.construct(type, contextOf(runtime, entityName))
                : runtime.construct(type);
            const rows = runtime.call(runtime.call(instance, 'getValues'), 'getDataRows');
            return (rows as ApexList).items.map((row) => ({
                label: text(runtime.call(row, 'getLabel')),
                value: text(runtime.call(row, 'getValue'))
            }));
        });
        return { kind: 'returned', value };
    } catch (error) {
        return { kind: 'failed', log: describeFailure(error) };
    }
}

function contextOf(runtime: ApexOrg['runtime'], entityName: string | null): ApexObject {
    const type = runtime.types.parse('VisualEditor.DesignTimePageContext');
    const context = runtime.construct(type);
    type.definition.findField('entityName')!.set!(context, entityName);
    return context;
}

function text(value: Value): string {
    return typeof value === 'string' ? value : '';
}
