export interface SimpleRequest {
    readonly method: 'GET' | 'POST';
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    /** @param answer what the JSON says; null where the body is empty */
    readonly onanswer: (answer: unknown) => void;
    readonly onfail: (reason: string) => void;
}

const REASONS: Readonly<Record<number, string>> = {
    401: 'authorization',
    403: 'authorization',
    503: 'serviceunavailable'
};

/** One call of the presence service or for its settings. Only 200 is success (`wire.md` §4). */
export function request({ method, url, headers, body, onanswer, onfail }: SimpleRequest): void {
    const call = new XMLHttpRequest();
    call.open(method, url);
    for (const [name, value] of Object.entries(headers ?? {})) {
        call.setRequestHeader(name, value);
    }
    call.onerror = () => onfail('connection');
    call.onload = () => {
        if (call.status !== 200) {
            onfail(REASONS[call.status] ?? 'error');
            return;
        }
        // Glance's scripts read this after each answer. Under Lightning Web Security it throws where the answer
        // is no XML, and the caller never hears anything (`wire.md` §11).
        const isXml = call.responseXML !== null;
        let answer: unknown;
        try {
            answer = call.responseText === '' ? null : JSON.parse(call.responseText);
        } catch {
            onfail('error');
            return;
        }
        if (isXml || (has(answer, 'err') && has(answer, 'msg'))) {
            onfail('error');
            return;
        }
        onanswer(answer);
    };
    call.send(body ?? null);
}

function has(answer: unknown, name: string): boolean {
    return typeof answer === 'object' && answer !== null && name in answer;
}
