import type { ClassDefinition, Field } from '../language/types.ts';

/** What JSON is made of, of a class and those that it extends: all that belongs to an instance and isn't transient. */
export function fieldsToWrite(definition: ClassDefinition): Field[] {
    return instanceFields(definition).filter((field) => field.get !== null);
}

/** What JSON is read into. */
export function fieldToRead(definition: ClassDefinition, name: string): Field | null {
    const key = name.toLowerCase();
    return instanceFields(definition).find((field) => field.name.toLowerCase() === key) ?? null;
}

/** Those of superclasses first. */
export function instanceFields(definition: ClassDefinition): Field[] {
    return [...definition.ancestry()]
        .reverse()
        .flatMap((each) => [...each.fields.values()])
        .filter((field) => !field.isStatic && !field.isTransient && field.raw !== null);
}
