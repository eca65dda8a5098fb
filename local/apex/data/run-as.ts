import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import { ApexId, type ApexSObject } from '../language/values.ts';
import type { Actor } from './database.ts';

/**
 * The user that a block of `System.runAs` runs as. One who isn't there yet is inserted, whoever runs the test.
 * @throws Raised `DmlException` when the user can't be inserted
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_tools_runas.htm
 */
export function userToRunAs(runtime: Runtime, user: ApexSObject | null): Actor {
    if (user === null) {
        throw new Raised('NullPointerException', 'Attempt to de-reference a null object');
    }
    runtime.count('dmlStatements');
    const known = user.values.get('id') ?? null;
    if (known instanceof ApexId) {
        return { userId: known };
    }
    const { database, transaction } = runtime;
    const [result] = database.dml(
        'insert',
        [user],
        { actor: transaction.actor, mode: 'system', sharing: false },
        null
    );
    const { error } = result!;
    if (error) {
        throw new Raised(
            'DmlException',
            `Insert failed. First exception on row 0; first error: ${error.status}, ${error.message}: [${error.fields.join(', ')}]`,
            [{ index: 0, id: null, ...error }]
        );
    }
    return { userId: user.values.get('id') as ApexId };
}
