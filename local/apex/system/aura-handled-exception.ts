import type { ExceptionState } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import type { ApexObject } from '../language/values.ts';

/** The message that a component gets is another one than that which Apex sees. */
interface AuraState extends ExceptionState {
    readonly forComponent: string | null;
}

/**
 * `AuraHandledException`. What its constructor is given reaches the component; `getMessage` doesn't see it until `setMessage`
 * was called.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_exception_methods.htm
 */
export function auraHandledException(runtime: Runtime): SystemClass {
    const make = (forComponent: string | null): AuraState => ({
        ...runtime.newExceptionState(null),
        forComponent
    });
    return {
        name: 'AuraHandledException',
        extends: 'Exception',
        isVirtual: true,
        constructors: {
            '()': () => make(null),
            '(String? message)': make
        }
    };
}

/** What a component reads of an exception; null for one whose message stays in the org. */
export function messageForComponent(exception: ApexObject<ExceptionState>): string | null {
    const { native } = exception;
    return 'forComponent' in native
        ? ((native as AuraState).forComponent ?? native.message ?? 'Script-thrown exception')
        : null;
}
