import { configuration } from '../agent/page.ts';

/**
 * `data-inputevents`: what the visitor does to open the terms, such as `{"keydown":{"ctrlKey":true,"key":"Enter"}}`.
 * Its form is a guess: event type → the properties that the event must have.
 */
export function followInputEvents(onInput: () => void): void {
    const { inputevents } = configuration();
    if (inputevents === undefined) {
        return;
    }
    const wanted = (
        typeof inputevents === 'string' ? JSON.parse(inputevents) : inputevents
    ) as Record<string, Record<string, unknown>>;
    for (const [type, properties] of Object.entries(wanted)) {
        document.addEventListener(type, (event) => {
            const known = event as unknown as Record<string, unknown>;
            if (Object.entries(properties).every(([name, value]) => known[name] === value)) {
                onInput();
            }
        });
    }
}
