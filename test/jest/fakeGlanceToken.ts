/** The token of the fake of Glance's script: kept where the real one keeps it, and in force when the real one's is. */

const TOKEN = 'glanceauth';
const EXPIRY = 'glanceauth_exp';

interface Outcome {
    onsuccess(info?: unknown): void;
    onfail(reason: unknown): void;
}

/** What `authorize` was called with. */
export interface Authorizing extends Outcome {
    readonly ws?: string;
    readonly webserver?: string;
    readonly site?: string;
    readonly service: string;
    readonly groupid: number;
    readonly credentials: {
        readonly partnerid: number;
        readonly partneruserid: string;
        readonly loginkey: string;
    };
    readonly duration: number;
}

interface Issued {
    readonly groupId: number;
    readonly partnerUserId: string;
    readonly until: number;
}

let made = 0;

/** `GLANCE.Authorization`, and the server behind it. */
export class FakeAuthorization {
    /** Requests that were sent, in order. A call that finds a token in force sends none. */
    readonly sent: Authorizing[] = [];
    answer: (request: Authorizing) => void = ({ onsuccess }) => onsuccess();
    /** Whether the token is stored only after `onsuccess` was called: the order isn't known. */
    storesLate = false;
    #memory: string | null = null;
    /** Before that the token in storage is not looked at, nor cleared. */
    #called = false;
    #issued = new Map<string, Issued>();

    authorize(request: Authorizing): void {
        this.#called = true;
        if (this.inForce() !== null) {
            request.onsuccess();
            return;
        }
        this.sent.push(request);
        this.answer({
            ...request,
            onsuccess: () => {
                if (this.storesLate) {
                    request.onsuccess();
                }
                this.store(request);
                if (!this.storesLate) {
                    request.onsuccess();
                }
            }
        });
    }

    setToken(token: string): void {
        this.#memory = token;
    }

    clearToken(): void {
        this.#memory = null;
        if (this.#called) {
            localStorage.removeItem(TOKEN);
            localStorage.removeItem(EXPIRY);
        }
    }

    authorized(): boolean {
        return this.inForce() !== null;
    }

    inForce(): string | null {
        const { GLANCE_COBROWSE } = window as { GLANCE_COBROWSE?: { authtoken?: string } };
        return (
            document.querySelector('#glance-cobrowse')?.getAttribute('data-authtoken') ??
            GLANCE_COBROWSE?.authtoken ??
            this.#memory ??
            (this.#called ? stored() : null)
        );
    }

    /** Whose token is in force, if the server takes it for this group. */
    agentOf(groupId: number): string | null {
        const issued = this.#issued.get(this.inForce() ?? '');
        return issued?.groupId === groupId && issued.until > Date.now()
            ? issued.partnerUserId
            : null;
    }

    /** The server takes none of its tokens any more. */
    voidTokens(): void {
        this.#issued.clear();
    }

    /** The page is loaded anew; storage stays. */
    reload(): void {
        this.#memory = null;
        this.#called = false;
    }

    private store(request: Authorizing): void {
        const until = Date.now() + request.duration * 60_000;
        localStorage.setItem(TOKEN, JSON.stringify(this.issue(request, until)));
        localStorage.setItem(EXPIRY, new Date(until).toUTCString());
    }

    private issue({ groupid, credentials }: Authorizing, until: number): string {
        made += 1;
        const token = `token ${made}`;
        const { partneruserid } = credentials;
        this.#issued.set(token, { groupId: groupid, partnerUserId: partneruserid, until });
        return token;
    }
}

function stored(): string | null {
    const until = Date.parse(localStorage.getItem(EXPIRY) ?? '');
    return until > Date.now()
        ? (JSON.parse(localStorage.getItem(TOKEN) ?? 'null') as string)
        : null;
}
