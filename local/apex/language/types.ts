/** Apex's types and what classes are made of. */
import type { ObjectSchema } from '../data/schema.ts';
import type { ApexObject, Value } from './values.ts';

export type TypeKind =
    | 'primitive'
    | 'list'
    | 'set'
    | 'map'
    | 'class'
    | 'interface'
    | 'enum'
    | 'sobject'
    | 'object'
    | 'null'
    | 'void';

export type Access = 'private' | 'protected' | 'public' | 'global';

/** A type. There is one instance of each, so that types are compared with `===`. */
export class ApexType {
    /** As Apex writes it, such as `Map<String, Account>`. */
    readonly name: string;
    readonly kind: TypeKind;
    readonly args: readonly ApexType[];
    readonly schema: ObjectSchema | null;
    private made: ClassDefinition | null = null;
    private readonly make: ((type: ApexType) => ClassDefinition) | null;

    constructor(
        name: string,
        kind: TypeKind,
        options: {
            args?: readonly ApexType[];
            schema?: ObjectSchema;
            define?: (type: ApexType) => ClassDefinition;
        } = {}
    ) {
        this.name = name;
        this.kind = kind;
        this.args = options.args ?? [];
        this.schema = options.schema ?? null;
        this.make = options.define ?? null;
    }

    /** Its members. */
    get definition(): ClassDefinition {
        if (this.made === null) {
            if (this.make === null) {
                throw new Error(`${this.name} has no members`);
            }
            this.made = this.make(this);
        }
        return this.made;
    }
}

export interface Parameter {
    readonly name: string;
    readonly type: ApexType;
}

/** Annotation name in lower case → its parameters, also by name in lower case. */
export type Annotations = ReadonlyMap<string, ReadonlyMap<string, Value>>;

export interface Method {
    readonly name: string;
    readonly owner: ClassDefinition;
    readonly isStatic: boolean;
    readonly isAbstract: boolean;
    readonly isVirtual: boolean;
    /** Written with `override`. */
    readonly isOverride?: boolean;
    readonly access: Access;
    readonly returns: ApexType;
    readonly parameters: readonly Parameter[];
    /** The same for a method and those that override it. */
    readonly key: string;
    readonly annotations: Annotations;
    readonly line: number;
    invoke(self: Value, args: readonly Value[]): Value;
}

export interface Field {
    readonly name: string;
    readonly owner: ClassDefinition;
    readonly type: ApexType;
    readonly isStatic: boolean;
    readonly isFinal: boolean;
    readonly isTransient: boolean;
    readonly access: Access;
    readonly setAccess: Access;
    readonly annotations: Annotations;
    /** Null where there is no getter, or no setter. */
    readonly get: ((self: Value) => Value) | null;
    readonly set: ((self: Value, value: Value) => void) | null;
    /** Without accessors: what an accessor itself sees, and initializers. */
    readonly raw: { get(self: Value): Value; set(self: Value, value: Value): void } | null;
}

export interface Constructor {
    readonly owner: ClassDefinition;
    readonly access: Access;
    readonly annotations: Annotations;
    readonly parameters: readonly Parameter[];
    /** Runs it on an instance whose fields are null. */
    invoke(self: ApexObject, args: readonly Value[]): void;
}

/** A class, interface or enum: declared in Apex or a system one. */
export class ClassDefinition {
    readonly type: ApexType;
    readonly name: string;
    readonly outer: ClassDefinition | null;
    superclass: ApexType | null = null;
    interfaces: readonly ApexType[] = [];
    isAbstract = false;
    isVirtual = false;
    isSystem = true;
    access: Access = 'public';
    annotations: Annotations = new Map();
    /** The file, for messages. */
    file = '';
    line = 0;
    sharing: 'with' | 'without' | 'inherited' | null = null;
    readonly fields = new Map<string, Field>();
    readonly methods = new Map<string, Method[]>();
    readonly inner = new Map<string, ApexType>();
    readonly enumValues: Value[] = [];
    constructors: Constructor[] = [];
    instanceSlots = 0;
    staticSlots = 0;
    /** Makes sure that the static parts have been initialized in this transaction. */
    initialize: () => void = () => undefined;
    private readonly dispatch = new Map<string, Method | null>();
    private equalsMethod: Method | null | undefined;
    private hashMethod: Method | null | undefined;

    constructor(type: ApexType, name: string, outer: ClassDefinition | null = null) {
        this.type = type;
        this.name = name;
        this.outer = outer;
    }

    /** Itself, then the classes it extends. */
    *ancestry(): Generator<ClassDefinition> {
        yield this;
        let next = this.superclass;
        while (next !== null) {
            yield next.definition;
            next = next.definition.superclass;
        }
    }

    /** All interfaces that it implements, directly or not. */
    allInterfaces(): Set<ApexType> {
        const result = new Set<ApexType>();
        const add = (type: ApexType): void => {
            if (!result.has(type)) {
                result.add(type);
                type.definition.interfaces.forEach(add);
            }
        };
        for (const definition of this.ancestry()) {
            definition.interfaces.forEach(add);
        }
        return result;
    }

    isSubclassOf(type: ApexType): boolean {
        for (const definition of this.ancestry()) {
            if (definition.type === type) {
                return true;
            }
        }
        return this.allInterfaces().has(type);
    }

    findField(name: string): Field | null {
        const key = name.toLowerCase();
        for (const definition of this.ancestry()) {
            const field = definition.fields.get(key);
            if (field) {
                return field;
            }
        }
        return null;
    }

    /** All methods of a name, without those that are overridden by a nearer class. */
    findMethods(name: string): Method[] {
        const key = name.toLowerCase();
        const found = new Map<string, Method>();
        const add = (definition: ClassDefinition): void => {
            for (const method of definition.methods.get(key) ?? []) {
                if (!found.has(method.key)) {
                    found.set(method.key, method);
                }
            }
        };
        for (const definition of this.ancestry()) {
            add(definition);
        }
        this.allInterfaces().forEach((type) => {
            add(type.definition);
        });
        return [...found.values()];
    }

    /** The method that runs when one with this key is called on an instance. */
    implementation(key: string): Method | null {
        const known = this.dispatch.get(key);
        if (known !== undefined) {
            return known;
        }
        let result: Method | null = null;
        const name = key.slice(0, key.indexOf('('));
        for (const definition of this.ancestry()) {
            result =
                definition.methods
                    .get(name)
                    ?.find((method) => method.key === key && !method.isAbstract) ?? null;
            if (result) {
                break;
            }
        }
        this.dispatch.set(key, result);
        return result;
    }

    findEquals(): Method | null {
        this.equalsMethod ??= this.userMethod('equals(object)');
        return this.equalsMethod;
    }

    findHashCode(): Method | null {
        this.hashMethod ??= this.userMethod('hashcode()');
        return this.hashMethod;
    }

    private userMethod(key: string): Method | null {
        return this.implementation(key);
    }

    addField(field: Field): void {
        this.fields.set(field.name.toLowerCase(), field);
    }

    addMethod(method: Method): void {
        const key = method.name.toLowerCase();
        const list = this.methods.get(key);
        if (list) {
            list.push(method);
        } else {
            this.methods.set(key, [method]);
        }
    }
}

/** The key of a method: the same for an override. */
export function methodKey(name: string, parameters: readonly ApexType[]): string {
    return `${name}(${parameters.map((type) => type.name).join(',')})`.toLowerCase();
}
