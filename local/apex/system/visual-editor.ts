import { equals } from '../language/equality.ts';
import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import { ABSTRACT, type SystemClass } from '../language/system-class.ts';
import type { ApexList } from '../language/values.ts';
import { type ApexObject, type Value } from '../language/values.ts';

interface Row {
    readonly label: string | null;
    readonly value: Value;
    readonly selected: boolean;
}

interface Rows {
    items: ApexObject<Row>[];
    containsAll: boolean;
}

interface Context {
    entityName: string | null;
    pageType: string | null;
}

const collator = new Intl.Collator('en');

/**
 * Pick lists for App Builder.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_VisualEditor.htm
 */
export function visualEditorClasses(runtime: Runtime): SystemClass[] {
    return [dataRow(runtime), dynamicPickListRows(runtime), dynamicPickList(runtime), context()];
}

function compareRows(a: ApexObject<Row>, b: ApexObject<Row>): number {
    return Math.sign(collator.compare(a.native.label ?? '', b.native.label ?? ''));
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_VisualEditor_DataRow.htm */
function dataRow(runtime: Runtime): SystemClass {
    type Self = ApexObject<Row>;
    return {
        name: 'VisualEditor.DataRow',
        constructors: {
            '(String? label, Object? value)': (label: string | null, value: Value): Row => ({
                label,
                value,
                selected: false
            }),
            '(String? label, Object? value, Boolean selected)': (
                label: string | null,
                value: Value,
                selected: boolean
            ): Row => ({ label, value, selected })
        },
        methods: {
            'Object clone()': ({ native }: Self) =>
                runtime.newNative('VisualEditor.DataRow', { ...native }),
            'Integer compareTo(VisualEditor.DataRow other)': compareRows,
            'String getLabel()': ({ native }: Self) => native.label,
            'Object getValue()': ({ native }: Self) => native.value,
            'Boolean isSelected()': ({ native }: Self) => native.selected
        }
    };
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_VisualEditor_DynamicPickListRows.htm */
function dynamicPickListRows(runtime: Runtime): SystemClass {
    type Self = ApexObject<Rows>;
    const rowsIn = (list: ApexList): ApexObject<Row>[] => [...list.items] as ApexObject<Row>[];
    return {
        name: 'VisualEditor.DynamicPickListRows',
        constructors: {
            '()': (): Rows => ({ items: [], containsAll: false }),
            '(List<VisualEditor.DataRow> rows)': (rows: ApexList): Rows => ({
                items: rowsIn(rows),
                containsAll: false
            }),
            '(List<VisualEditor.DataRow> rows, Boolean containsAllRows)': (
                rows: ApexList,
                containsAll: boolean
            ): Rows => ({ items: rowsIn(rows), containsAll })
        },
        methods: {
            'void addAllRows(List<VisualEditor.DataRow> rows)': (
                { native }: Self,
                rows: ApexList
            ) => {
                native.items.push(...rowsIn(rows));
            },
            'void addRow(VisualEditor.DataRow row)': ({ native }: Self, row: ApexObject<Row>) => {
                native.items.push(row);
            },
            'void clear()': ({ native }: Self) => {
                native.items = [];
            },
            'Object clone()': ({ native }: Self) =>
                runtime.newNative('VisualEditor.DynamicPickListRows', {
                    ...native,
                    items: [...native.items]
                }),
            'Boolean containsAllRows()': ({ native }: Self) => native.containsAll,
            'VisualEditor.DataRow get(Integer index)': ({ native }: Self, index: number) => {
                const row = native.items[index];
                if (!row) {
                    throw new Raised('ListException', `List index out of bounds: ${String(index)}`);
                }
                return row;
            },
            'List<VisualEditor.DataRow> getDataRows()': ({ native }: Self) =>
                runtime.newList(runtime.types.parse('VisualEditor.DataRow'), [...native.items]),
            'void setContainsAllRows(Boolean containsAllRows)': (
                { native }: Self,
                containsAll: boolean
            ) => {
                native.containsAll = containsAll;
            },
            'Integer size()': ({ native }: Self) => native.items.length,
            'void sort()': ({ native }: Self) => {
                native.items.sort(compareRows);
            }
        }
    };
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_VisualEditor_DynamicPickList.htm */
function dynamicPickList(runtime: Runtime): SystemClass {
    const find = (self: ApexObject, value: Value): ApexObject<Row> | undefined => {
        const rows = runtime.call(self, 'getValues') as ApexObject<Rows> | null;
        return rows?.native.items.find((row) => equals(row.native.value, value, true));
    };
    return {
        name: 'VisualEditor.DynamicPickList',
        isAbstract: true,
        constructors: { '()': () => null },
        methods: {
            'VisualEditor.DataRow getDefaultValue()': ABSTRACT,
            'VisualEditor.DynamicPickListRows getValues()': ABSTRACT,
            'String getLabel(Object? value)': (self: ApexObject, value: Value) =>
                find(self, value)?.native.label ?? null,
            'Boolean isValid(Object? value)': (self: ApexObject, value: Value) =>
                find(self, value) !== undefined
        }
    };
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_VisualEditor_DesignTimePageContext.htm */
function context(): SystemClass {
    type Self = ApexObject<Context>;
    return {
        name: 'VisualEditor.DesignTimePageContext',
        constructors: { '()': (): Context => ({ entityName: null, pageType: null }) },
        properties: {
            'String entityName': {
                get: ({ native }: Self) => native.entityName,
                set: ({ native }: Self, name: string | null) => {
                    native.entityName = name;
                }
            },
            'String pageType': {
                get: ({ native }: Self) => native.pageType,
                set: ({ native }: Self, type: string | null) => {
                    native.pageType = type;
                }
            }
        }
    };
}
