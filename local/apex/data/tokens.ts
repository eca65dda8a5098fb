import type { Runtime } from '../language/runtime.ts';
import type { ApexObject } from '../language/values.ts';
import type { FieldSchema, ObjectSchema } from './schema.ts';

/** What a `Schema.SObjectType` is. */
export interface TypeToken {
    readonly object: ObjectSchema;
}

/** What a `Schema.SObjectField` is. */
export interface FieldToken {
    readonly object: ObjectSchema;
    readonly field: FieldSchema;
}

interface Tokens {
    readonly types: Map<string, ApexObject<TypeToken>>;
    readonly fields: Map<string, ApexObject<FieldToken>>;
}

const known = new WeakMap<Runtime, Tokens>();

function tokensOf(runtime: Runtime): Tokens {
    let tokens = known.get(runtime);
    if (!tokens) {
        tokens = { types: new Map(), fields: new Map() };
        known.set(runtime, tokens);
    }
    return tokens;
}

/** The `Schema.SObjectType` of an object: always the same one. */
export function typeToken(runtime: Runtime, object: ObjectSchema): ApexObject<TypeToken> {
    const { types } = tokensOf(runtime);
    let token = types.get(object.name);
    if (!token) {
        token = runtime.newNative('Schema.SObjectType', { object });
        types.set(object.name, token);
    }
    return token;
}

/** The `Schema.SObjectField` of a field: always the same one. */
export function fieldToken(
    runtime: Runtime,
    object: ObjectSchema,
    field: FieldSchema
): ApexObject<FieldToken> {
    const { fields } = tokensOf(runtime);
    const key = `${object.name}.${field.name}`;
    let token = fields.get(key);
    if (!token) {
        token = runtime.newNative('Schema.SObjectField', { object, field });
        fields.set(key, token);
    }
    return token;
}
