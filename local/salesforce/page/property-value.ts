import type { PropertyControl } from './property-control.ts';
import { giveAnswer } from './pre-session-answers.ts';

/** What a control holds: the text as typed or chosen, or the state of a toggle. */
export type ControlValue = string | boolean;

/**
 * The value that a component is given for what its control holds; `undefined` for an empty one.
 * @throws {SyntaxError} when a JSON text is none
 */
export function propertyValue(control: PropertyControl, value: ControlValue): unknown {
    if (typeof value === 'boolean') {
        return value;
    }
    if (value === '') {
        return undefined;
    }
    if (control.kind === 'json') {
        return JSON.parse(value);
    }
    switch (control.name) {
        case 'preSession':
            return () => giveAnswer(value);
        case 'openViewer':
            return (url: string) => window.open(url, '_blank', 'noopener');
        default:
            return value;
    }
}
