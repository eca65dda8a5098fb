import type { ApexOrg } from '../data/create-runtime.ts';
import type { Actor } from '../data/database.ts';
import { readOnly } from '../data/perform.ts';
import { ApexThrown, Raised, typeNameOf } from '../language/errors.ts';
import { describeFailure } from '../language/text.ts';
import type { Method } from '../language/types.ts';
import { messageForComponent } from '../system/aura-handled-exception.ts';
import { valueFromComponent } from './parameters.ts';
import { resultForComponent, type Json } from './result.ts';

/** How a component's call ends. */
export type AuraOutcome =
    | { readonly kind: 'returned'; readonly value: Json }
    | { readonly kind: 'refused'; readonly status: number; readonly message: string }
    /** An `AuraHandledException`: its message is for the component. */
    | { readonly kind: 'handled'; readonly message: string }
    /** What else went wrong: the component isn't told what. */
    | { readonly kind: 'failed'; readonly log: string };

/**
 * Calls an `@AuraEnabled` method by name, as a component does: with parameters by name, as a user whose permission sets grant the
 * class.
 * @param isWired whether a wire adapter asks, which needs `cacheable=true`
 * @see https://developer.salesforce.com/docs/platform/lwc/guide/apex-expose-method.html
 */
export function callByName(
    org: ApexOrg,
    actor: Actor,
    className: string,
    methodName: string,
    parameters: Readonly<Record<string, Json>>,
    isWired: boolean
): AuraOutcome {
    const method = findMethod(org, className, methodName);
    if (!method) {
        return refused(404, `There is no Apex method ${className}.${methodName}.`);
    }
    if (!org.database.mayUseClass(method.owner.name, actor)) {
        return refused(
            403,
            `You do not have access to the Apex class named '${method.owner.name}'.`
        );
    }
    const isCacheable = method.annotations.get('auraenabled')?.get('cacheable') === true;
    if (isWired && !isCacheable) {
        return refused(
            400,
            `${className}.${methodName} can't be wired: it isn't marked @AuraEnabled(cacheable=true).`
        );
    }
    return run(org, actor, method, parameters, isCacheable);
}

function refused(status: number, message: string): AuraOutcome {
    return { kind: 'refused', status, message };
}

function findMethod({ runtime }: ApexOrg, className: string, methodName: string): Method | null {
    const type = runtime.types
        .userTypes()
        .find(({ name }) => name.toLowerCase() === className.toLowerCase());
    const methods = type?.definition.methods.get(methodName.toLowerCase()) ?? [];
    return (
        methods.find(
            (method) =>
                method.isStatic &&
                method.annotations.has('auraenabled') &&
                (method.access === 'public' || method.access === 'global')
        ) ?? null
    );
}

function run(
    { runtime, database }: ApexOrg,
    actor: Actor,
    method: Method,
    parameters: Readonly<Record<string, Json>>,
    isCacheable: boolean
): AuraOutcome {
    try {
        const value = runtime.inTransaction(actor, false, () => {
            if (isCacheable) {
                readOnly.add(runtime.transaction);
            }
            const args = method.parameters.map(({ name, type }) =>
                valueFromComponent(runtime, parameters[name] ?? null, type)
            );
            return resultForComponent(method.invoke(null, args));
        });
        return { kind: 'returned', value };
    } catch (error) {
        if (error instanceof ApexThrown) {
            const message = messageForComponent(error.exception);
            if (message !== null && typeNameOf(error.exception) === 'System.AuraHandledException') {
                return { kind: 'handled', message };
            }
        }
        return {
            kind: 'failed',
            log: error instanceof Raised ? error.message : describeFailure(error)
        };
    } finally {
        database.commit();
    }
}
