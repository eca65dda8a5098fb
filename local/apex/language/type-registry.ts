import type { ObjectSchema, Schema } from '../data/schema.ts';
import { defineSystemClass, type SystemClass } from './system-class.ts';
import type { ClassDefinition } from './types.ts';
import { ApexType } from './types.ts';
import type { Runtime } from './runtime.ts';

const PRIMITIVES = [
    'Blob',
    'Boolean',
    'Date',
    'Datetime',
    'Decimal',
    'Double',
    'Id',
    'Integer',
    'Long',
    'String',
    'Time'
];

/** Namespaces whose classes are found without naming them. */
const IMPLICIT = ['system', 'schema'];

/** All types by name. One instance a type. */
export class TypeRegistry {
    readonly object: ApexType;
    readonly nothing = new ApexType('void', 'void');
    readonly nullType = new ApexType('null', 'null');
    /** Any record. */
    readonly sobject: ApexType;
    private readonly system = new Map<string, ApexType>();
    private readonly specs = new Map<string, SystemClass>();
    private readonly user = new Map<string, ApexType>();
    private readonly records = new Map<string, ApexType>();
    private readonly generic = new Map<string, ApexType>();
    private readonly runtime: Runtime;

    constructor(runtime: Runtime, systemClasses: readonly SystemClass[]) {
        this.runtime = runtime;
        for (const spec of systemClasses) {
            this.specs.set(spec.name.toLowerCase(), spec);
        }
        this.object = this.builtIn('Object', 'object');
        this.sobject = this.builtIn('SObject', 'sobject');
        for (const name of PRIMITIVES) {
            this.builtIn(name, 'primitive');
        }
        for (const spec of systemClasses) {
            const key = spec.name.toLowerCase();
            if (!spec.generic && !this.system.has(key)) {
                this.system.set(key, this.systemType(spec));
            }
        }
    }

    private builtIn(name: string, kind: 'object' | 'sobject' | 'primitive'): ApexType {
        const spec = this.specs.get(name.toLowerCase());
        const type = new ApexType(name, kind, {
            define: (self) =>
                defineSystemClass(
                    this.runtime,
                    { ...spec, name, methods: { ...spec?.methods, ...spec?.methodsOf?.(self) } },
                    self,
                    new Map([['T', self]])
                )
        });
        this.system.set(name.toLowerCase(), type);
        return type;
    }

    private systemType(spec: SystemClass): ApexType {
        return new ApexType(spec.name, spec.kind ?? 'class', {
            define: (self) => defineSystemClass(this.runtime, spec, self, new Map())
        });
    }

    addRecords(schema: Schema): void {
        for (const object of schema.values()) {
            this.records.set(object.name.toLowerCase(), this.recordType(object));
        }
    }

    private recordType(schema: ObjectSchema): ApexType {
        const spec: SystemClass = {
            ...this.specs.get('sobject'),
            name: schema.name,
            extends: 'SObject'
        };
        return new ApexType(schema.name, 'sobject', {
            schema,
            define: (self) => {
                const extra = this.specs.get(`*${schema.kind}`.toLowerCase());
                const methods = {
                    ...spec.methods,
                    ...spec.methodsOf?.(self),
                    ...extra?.methods,
                    ...extra?.methodsOf?.(self)
                };
                return defineSystemClass(
                    this.runtime,
                    { ...spec, methods },
                    self,
                    new Map([['T', self]])
                );
            }
        });
    }

    addUserType(type: ApexType): void {
        this.user.set(type.name.toLowerCase(), type);
    }

    /** The classes that were loaded. */
    userTypes(): ApexType[] {
        return [...this.user.values()];
    }

    primitive(name: string): ApexType {
        return this.system.get(name.toLowerCase())!;
    }

    get string(): ApexType {
        return this.primitive('String');
    }

    get boolean(): ApexType {
        return this.primitive('Boolean');
    }

    get integer(): ApexType {
        return this.primitive('Integer');
    }

    list(of: ApexType): ApexType {
        return this.parameterized('List', 'list', [of]);
    }

    set(of: ApexType): ApexType {
        return this.parameterized('Set', 'set', [of]);
    }

    map(key: ApexType, value: ApexType): ApexType {
        return this.parameterized('Map', 'map', [key, value]);
    }

    private parameterized(
        name: string,
        kind: 'list' | 'set' | 'map' | 'interface' | 'class',
        args: readonly ApexType[]
    ): ApexType {
        const full = `${name}<${args.map((arg) => arg.name).join(', ')}>`;
        const key = full.toLowerCase();
        const known = this.generic.get(key);
        if (known) {
            return known;
        }
        const spec = this.specs.get(name.toLowerCase())!;
        const bindings = new Map((spec.generic ?? []).map((parameter, i) => [parameter, args[i]!]));
        const type = new ApexType(full, kind, {
            args,
            define: (self) => defineSystemClass(this.runtime, spec, self, bindings)
        });
        this.generic.set(key, type);
        return type;
    }

    /**
     * The type of a name, as seen from a class; null when there is none.
     * @param parts the name between its points, such as `['Schema', 'SObjectType']`
     */
    find(parts: readonly string[], from: ClassDefinition | null): ApexType | null {
        const [first, ...rest] = parts.map((part) => part.toLowerCase());
        const start =
            this.findInner(first!, from) ??
            this.user.get(first!) ??
            (rest.length === 0 ? this.findSystem(first!) : null) ??
            (rest.length === 0 ? (this.records.get(first!) ?? null) : null);
        if (start) {
            return this.nested(start, rest);
        }
        return this.findQualified(first!, rest);
    }

    private findInner(name: string, from: ClassDefinition | null): ApexType | null {
        for (let scope = from; scope !== null; scope = scope.outer) {
            for (const definition of scope.ancestry()) {
                const inner = definition.inner.get(name);
                if (inner) {
                    return inner;
                }
            }
            if (scope.type.name.toLowerCase() === name) {
                return scope.type;
            }
        }
        return null;
    }

    private findSystem(name: string): ApexType | null {
        for (const key of [name, ...IMPLICIT.map((namespace) => `${namespace}.${name}`)]) {
            const type = this.system.get(key);
            if (type) {
                return type;
            }
        }
        return null;
    }

    private nested(start: ApexType, rest: readonly string[]): ApexType | null {
        let type: ApexType | null = start;
        for (const name of rest) {
            type = type?.definition.inner.get(name) ?? null;
        }
        return type;
    }

    private findQualified(namespace: string, rest: readonly string[]): ApexType | null {
        const name = rest.join('.');
        const qualified = this.system.get(`${namespace}.${name}`);
        if (qualified) {
            return qualified;
        }
        if (namespace === 'system') {
            return this.system.get(name) ?? null;
        }
        return namespace === 'schema' ? (this.records.get(name) ?? null) : null;
    }

    /** Whether a name is that of a namespace of the system. */
    isNamespace(name: string): boolean {
        const prefix = `${name.toLowerCase()}.`;
        return (
            IMPLICIT.includes(name.toLowerCase()) ||
            [...this.system.keys()].some((key) => key.startsWith(prefix))
        );
    }

    /** A generic type with its arguments; null when there is none of that name. */
    findGeneric(name: string, args: readonly ApexType[]): ApexType | null {
        const plain = name.toLowerCase().replace(/^system\./, '');
        const spec = this.specs.get(plain);
        if (!spec?.generic || spec.generic.length !== args.length) {
            return null;
        }
        const kind = plain === 'list' || plain === 'set' || plain === 'map' ? plain : 'interface';
        return this.parameterized(spec.name, kind, args);
    }

    record(name: string): ApexType | null {
        return this.records.get(name.toLowerCase()) ?? null;
    }

    /**
     * The type that a text names, such as `Map<String, Object>`.
     * @param bindings what `T`, `K` and `V` stand for
     */
    parse(text: string, bindings: ReadonlyMap<string, ApexType> = new Map()): ApexType {
        const trimmed = text.trim();
        const bound = bindings.get(trimmed);
        if (bound) {
            return bound;
        }
        if (trimmed === 'void') {
            return this.nothing;
        }
        const open = trimmed.indexOf('<');
        const found =
            open < 0
                ? this.find(trimmed.split('.'), null)
                : this.findGeneric(
                      trimmed.slice(0, open),
                      splitTopLevel(trimmed.slice(open + 1, -1)).map((part) =>
                          this.parse(part, bindings)
                      )
                  );
        if (!found) {
            throw new Error(`Unknown type ${trimmed}`);
        }
        return found;
    }

    /** The type that Apex code names in a string, as `Type.forName` takes it; null when there is none. */
    tryParse(text: string): ApexType | null {
        try {
            return this.parse(text);
        } catch {
            return null;
        }
    }
}

/** Splits at commas that are not within angle brackets. */
export function splitTopLevel(text: string): string[] {
    const parts: string[] = [];
    let depth = 0;
    let start = 0;
    for (let i = 0; i < text.length; i++) {
        const char = text[i];
        if (char === '<') {
            depth++;
        } else if (char === '>') {
            depth--;
        } else if (char === ',' && depth === 0) {
            parts.push(text.slice(start, i));
            start = i + 1;
        }
    }
    parts.push(text.slice(start));
    return parts.map((part) => part.trim()).filter((part) => part !== '');
}
