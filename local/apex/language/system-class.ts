import { Raised } from './errors.ts';
import type { Runtime } from './runtime.ts';
import { splitTopLevel } from './type-registry.ts';
import {
    type ApexType,
    ClassDefinition,
    methodKey,
    type Constructor,
    type Field,
    type Method,
    type Parameter
} from './types.ts';
import type { ApexObject } from './values.ts';
import { ApexEnumValue, type Value } from './values.ts';

/** A method without a body: of an interface, or for subclasses to write. */
export const ABSTRACT = Symbol('abstract');

// Arguments have been checked against the signature, so that each implementation can name their types.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Native = (...args: any[]) => any;

/**
 * A class of the system library: signatures in Apex's own words, and what they do.
 *
 * A static method gets its arguments, any other one the instance first. `String? text` is a parameter that may be null; null for
 * any other is a `NullPointerException`.
 */
export interface SystemClass {
    /** With its namespace, unless that is System. */
    readonly name: string;
    readonly kind?: 'class' | 'interface' | 'enum';
    /** Names of type parameters, such as `['K', 'V']`. */
    readonly generic?: readonly string[];
    readonly extends?: string;
    readonly implements?: readonly string[];
    readonly isAbstract?: boolean;
    readonly isVirtual?: boolean;
    /** `'(String name)'` → the state of a new instance. */
    readonly constructors?: Readonly<Record<string, Native>>;
    /** `'static Boolean isBlank(String? text)'` → what it does. */
    readonly methods?: Readonly<Record<string, Native | typeof ABSTRACT>>;
    /** More methods, of one type: for those of record types. */
    readonly methodsOf?: (type: ApexType) => Readonly<Record<string, Native>>;
    /** `'String name'` → how it's read, and written. */
    readonly properties?: Readonly<Record<string, { get: Native; set?: Native }>>;
    readonly values?: readonly string[];
}

interface Signature {
    readonly isStatic: boolean;
    readonly returns: ApexType;
    readonly name: string;
    readonly parameters: readonly Parameter[];
    readonly mayBeNull: readonly boolean[];
}

type Bindings = ReadonlyMap<string, ApexType>;

/** Makes the members of a system class. */
export function defineSystemClass(
    runtime: Runtime,
    spec: SystemClass,
    type: ApexType,
    bindings: Bindings
): ClassDefinition {
    const definition = new ClassDefinition(type, type.name);
    const { types } = runtime;
    definition.isAbstract = spec.isAbstract === true || spec.kind === 'interface';
    definition.isVirtual = spec.isVirtual === true || definition.isAbstract;
    definition.superclass = spec.extends === undefined ? null : types.parse(spec.extends, bindings);
    definition.interfaces = (spec.implements ?? []).map((name) => types.parse(name, bindings));
    for (const [text, native] of Object.entries(spec.methods ?? {})) {
        definition.addMethod(makeMethod(runtime, definition, text, native, bindings));
    }
    for (const [text, access] of Object.entries(spec.properties ?? {})) {
        definition.addField(makeProperty(runtime, definition, text, access, bindings));
    }
    definition.constructors = Object.entries(spec.constructors ?? {}).map(([text, native]) =>
        makeConstructor(runtime, definition, text, native, bindings)
    );
    addEnumMembers(runtime, definition, spec.values ?? []);
    return definition;
}

/** What every enum has: its constants, `values`, `valueOf`, `name` and `ordinal`. */
export function addEnumMembers(
    runtime: Runtime,
    definition: ClassDefinition,
    names: readonly string[]
): void {
    if (definition.type.kind !== 'enum') {
        return;
    }
    const { type } = definition;
    names.forEach((name, ordinal) => {
        const value = new ApexEnumValue(type, name, ordinal);
        definition.enumValues.push(value);
        definition.addField({
            ...fieldDefaults(definition),
            name,
            type,
            isStatic: true,
            isFinal: true,
            get: () => value,
            set: null,
            raw: null
        });
    });
    const methods: Record<string, Native> = {
        'static List<T> values()': () => runtime.newList(type, [...definition.enumValues]),
        'static T valueOf(String name)': (name: string) => {
            const found = definition.enumValues.find(
                (value) => (value as ApexEnumValue).name.toLowerCase() === name.toLowerCase()
            );
            if (!found) {
                throw new Raised('NoSuchElementException', `No enum constant ${type.name}.${name}`);
            }
            return found;
        },
        'String name()': (self: ApexEnumValue) => self.name,
        'Integer ordinal()': (self: ApexEnumValue) => self.ordinal,
        'Boolean equals(Object? other)': (self: Value, other: Value) => self === other,
        'Integer hashCode()': (self: ApexEnumValue) => self.ordinal,
        'String toString()': (self: ApexEnumValue) => self.name
    };
    for (const [text, native] of Object.entries(methods)) {
        definition.addMethod(makeMethod(runtime, definition, text, native, new Map([['T', type]])));
    }
}

export function fieldDefaults(
    owner: ClassDefinition
): Pick<Field, 'owner' | 'isTransient' | 'access' | 'setAccess' | 'annotations'> {
    return {
        owner,
        isTransient: false,
        access: 'public',
        setAccess: 'public',
        annotations: new Map()
    };
}

function makeMethod(
    runtime: Runtime,
    owner: ClassDefinition,
    text: string,
    native: Native | typeof ABSTRACT,
    bindings: Bindings
): Method {
    const signature = parseSignature(runtime, text, bindings);
    const { mayBeNull, isStatic } = signature;
    const isAbstract = native === ABSTRACT;
    return {
        ...signature,
        owner,
        isAbstract,
        isVirtual: true,
        access: 'public',
        key: methodKey(
            signature.name,
            signature.parameters.map((parameter) => parameter.type)
        ),
        annotations: new Map(),
        line: 0,
        invoke: isAbstract
            ? () => {
                  throw new Error(`${owner.name}.${signature.name} has no body`);
              }
            : (self, args) => {
                  checkNulls(args, mayBeNull);
                  const result = (isStatic ? native(...args) : native(self, ...args)) as Value;
                  return result === undefined ? null : result;
              }
    };
}

function checkNulls(args: readonly Value[], mayBeNull: readonly boolean[]): void {
    for (let i = 0; i < args.length; i++) {
        if (args[i] === null && !mayBeNull[i]) {
            throw new Raised('NullPointerException', 'Argument cannot be null.');
        }
    }
}

function makeConstructor(
    runtime: Runtime,
    owner: ClassDefinition,
    text: string,
    native: Native,
    bindings: Bindings
): Constructor {
    const { parameters, mayBeNull } = parseParameters(runtime, text.slice(1, -1), bindings);
    return {
        owner,
        access: 'public',
        annotations: new Map(),
        parameters,
        invoke: (self: ApexObject, args) => {
            checkNulls(args, mayBeNull);
            self.native = native(...args) as unknown;
        }
    };
}

function makeProperty(
    runtime: Runtime,
    owner: ClassDefinition,
    text: string,
    access: { get: Native; set?: Native },
    bindings: Bindings
): Field {
    const isStatic = text.startsWith('static ');
    const declaration = isStatic ? text.slice('static '.length) : text;
    const space = declaration.lastIndexOf(' ');
    const { set } = access;
    return {
        ...fieldDefaults(owner),
        name: declaration.slice(space + 1),
        type: runtime.types.parse(declaration.slice(0, space), bindings),
        isStatic,
        isFinal: set === undefined,
        get: (self) => access.get(self) as Value,
        set: set
            ? (self, value) => {
                  set(self, value);
              }
            : null,
        raw: null
    };
}

function parseSignature(runtime: Runtime, text: string, bindings: Bindings): Signature {
    const match = /^(static )?(.+?) (\w+)\((.*)\)$/.exec(text);
    if (!match) {
        throw new Error(`No signature: ${text}`);
    }
    return {
        isStatic: match[1] !== undefined,
        returns: runtime.types.parse(match[2]!, bindings),
        name: match[3]!,
        ...parseParameters(runtime, match[4]!, bindings)
    };
}

function parseParameters(
    runtime: Runtime,
    text: string,
    bindings: Bindings
): Pick<Signature, 'parameters' | 'mayBeNull'> {
    const parts = splitTopLevel(text).map((part) => {
        const space = part.lastIndexOf(' ');
        const type = part.slice(0, space);
        return {
            name: part.slice(space + 1),
            type: runtime.types.parse(type.replace(/\?$/, ''), bindings),
            mayBeNull: type.endsWith('?')
        };
    });
    return {
        parameters: parts.map(({ name, type }) => ({ name, type })),
        mayBeNull: parts.map((part) => part.mayBeNull)
    };
}
