/** Where values come from: environment variables, or an entry of the groups file given the same names. */
export type Source = Readonly<Record<string, string | undefined>>;

/** Thrown when the service cannot start as it is set up. Each problem says what is wrong and what to do, never a secret. */
export class SettingsError extends Error {
    readonly problems: readonly string[];

    constructor(problems: readonly string[]) {
        super(
            `The login key service cannot start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`
        );
        this.name = 'SettingsError';
        this.problems = problems;
    }
}

/** Reads values and collects what is wrong with them, so that one start shows every mistake. */
export class Checks {
    readonly problems: string[] = [];

    /** Notes a problem. `name` is the setting as its owner knows it. */
    wrong(name: string, whatToDo: string): void {
        this.problems.push(`${name} ${whatToDo}`);
    }

    /** A whole number within bounds; `otherwise` when the setting is absent. Notes a problem for anything else. */
    wholeNumber(
        source: Source,
        name: string,
        { min, max, otherwise }: { min: number; max: number; otherwise: number }
    ): number {
        const text = source[name]?.trim();
        if (text === undefined || text === '') return otherwise;
        const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
        if (value >= min && value <= max) return value;
        this.wrong(
            name,
            `must be a whole number from ${min} to ${max}. Correct it, or leave it out for ${otherwise}.`
        );
        return otherwise;
    }

    /** A list separated by commas; empty entries are dropped. */
    list(source: Source, name: string): string[] {
        return (source[name] ?? '')
            .split(',')
            .map((entry) => entry.trim())
            .filter((entry) => entry !== '');
    }

    /** Ends the reading. @throws {SettingsError} when a problem was noted. */
    finish(): void {
        if (this.problems.length > 0) throw new SettingsError(this.problems);
    }
}
