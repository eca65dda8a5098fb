/** An answer other than 200, thrown from a handler. `reason` is for the caller and holds no secret. */
export class Refusal extends Error {
    readonly statusCode: number;

    constructor(statusCode: number, reason: string) {
        super(reason);
        this.name = 'Refusal';
        this.statusCode = statusCode;
    }
}
