import { Utilities } from './utilities.ts';

let current = new Utilities([]);

/** The utilities of the app that is shown. */
export function utilities(): Utilities {
    return current;
}

/** Sets the app's utilities up, before anything shows them. */
export function setUtilities(next: Utilities): void {
    current = next;
}
