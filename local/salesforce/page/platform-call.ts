/** How a refused request to the platform reaches a component: Lightning's `FetchResponse`. */
export interface FetchResponse {
    readonly ok: false;
    readonly status: number;
    readonly statusText: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: { readonly message: string };
}

type Answer<T> =
    | { readonly state: 'SUCCESS'; readonly returnValue: T }
    | {
          readonly state: 'ERROR';
          readonly error: Pick<FetchResponse, 'status' | 'statusText' | 'body'>;
      };

/**
 * A request to the stand-in's server.
 * @throws {FetchResponse} when the platform refuses it, or can't be reached (status 0)
 */
export async function callPlatform<T>(url: string, init: RequestInit = {}): Promise<T> {
    let answer: Answer<T>;
    try {
        const response = await fetch(url, { cache: 'no-store', ...init });
        answer = (await response.json()) as Answer<T>;
    } catch {
        throw failure({
            status: 0,
            statusText: '',
            body: { message: 'Disconnected or Canceled' }
        });
    }
    if (answer.state === 'ERROR') {
        throw failure(answer.error);
    }
    return answer.returnValue;
}

function failure(error: Pick<FetchResponse, 'status' | 'statusText' | 'body'>): FetchResponse {
    return { ok: false, headers: {}, ...error };
}
