/** What a host may do ahead of a join, to be tried out on the stage: as a `preSession` function or at the `presession` event. */
export interface PreSessionAnswer {
    readonly proceed?: boolean;
    readonly message?: string;
    readonly visitorId?: string;
    readonly customInvokeArguments?: object;
}

const answers: Readonly<Record<string, () => Promise<PreSessionAnswer | undefined>>> = {
    'agree at once': async () => undefined,
    'agree after 3 seconds': async () => {
        await pause(3000);
        return { proceed: true };
    },
    'stop with a message': async () => ({
        proceed: false,
        message: 'Please verify the customer’s identity first.'
    }),
    'another visitor (cust-1002)': async () => ({ visitorId: 'cust-1002' }),
    'other arguments': async () => ({ customInvokeArguments: { from: 'the hook' } }),
    'never answer': () => new Promise(() => {}),
    throw: async () => {
        throw new Error('The hook failed.');
    }
};

/** Names of the answers. */
export const answerNames: readonly string[] = Object.keys(answers);

/** Gives an answer. An unknown name agrees. */
export function giveAnswer(name: string): Promise<PreSessionAnswer | undefined> {
    return answers[name]?.() ?? Promise.resolve(undefined);
}

function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
