/** The protected custom setting that holds the API key: written by an admin, read by Apex, shown to nobody. */
export class ApiKeyStore {
    #value: string | undefined;

    get isSet(): boolean {
        return this.#value !== undefined;
    }

    save(value: string): void {
        this.#value = value;
    }

    /** For signing only. */
    read(): string | undefined {
        return this.#value;
    }
}
