import type { RowError } from '../database.ts';

/** Why a record can't be written, in the platform's words. */
export class Problem extends Error implements RowError {
    readonly status: string;
    readonly fields: readonly string[];

    /** @param status a constant of `StatusCode` */
    constructor(status: string, message: string, fields: readonly string[] = []) {
        super(message);
        this.status = status;
        this.fields = fields;
    }
}
