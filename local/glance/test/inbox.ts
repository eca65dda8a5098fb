/** Messages in the order in which they arrived; waits for those that have not yet. */
export class Inbox<Message> {
    readonly all: Message[] = [];
    #taken = 0;
    #wake: (() => void) | null = null;

    push(message: Message): void {
        this.all.push(message);
        this.#wake?.();
    }

    /** The first message that fits and was not skipped or taken before; fails after two seconds. */
    async next(fits: (message: Message) => boolean = () => true): Promise<Message> {
        const deadline = Date.now() + 2000;
        for (;;) {
            while (this.#taken < this.all.length) {
                const message = this.all[this.#taken] as Message;
                this.#taken += 1;
                if (fits(message)) {
                    return message;
                }
            }
            await this.#arrival(deadline);
        }
    }

    #arrival(deadline: number): Promise<void> {
        return new Promise((resolve, reject) => {
            const timer = setTimeout(
                () => reject(new Error(`Nothing came. So far: ${JSON.stringify(this.all)}`)),
                Math.max(0, deadline - Date.now())
            );
            this.#wake = () => {
                this.#wake = null;
                clearTimeout(timer);
                resolve();
            };
        });
    }
}
