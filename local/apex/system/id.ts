import { typeToken } from '../data/tokens.ts';
import { newId } from '../language/conversion.ts';
import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import type { ApexId, Value } from '../language/values.ts';

/**
 * `Id`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_id.htm
 */
export function idClass(runtime: Runtime): SystemClass {
    return {
        name: 'Id',
        methods: {
            'static Id valueOf(String text)': newId,
            'static Id valueOf(String text, Boolean restoreCasing)': (
                text: string,
                restoreCasing: boolean
            ) => newId(restoreCasing ? restored(text) : text),
            'Schema.SObjectType getSObjectType()': ({ value }: ApexId): Value => {
                const prefix = value.slice(0, 3);
                for (const object of runtime.database.schema.values()) {
                    if (object.keyPrefix === prefix) {
                        return typeToken(runtime, object);
                    }
                }
                throw new Raised('SObjectException', `Cannot locate Apex Type for ID: ${value}`);
            },
            'String to15()': ({ value }: ApexId) => value.slice(0, 15)
        }
    };
}

/** The case of 15 characters, by the three that follow them. */
function restored(text: string): string {
    if (text.length !== 18) {
        throw new Raised('StringException', `Invalid id: ${text}`);
    }
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
    const characters = [...text.slice(0, 15)].map((char, i) => {
        const bits = letters.indexOf(text[15 + Math.floor(i / 5)]!.toUpperCase());
        return (bits >> (i % 5)) & 1 ? char.toUpperCase() : char.toLowerCase();
    });
    return characters.join('');
}
