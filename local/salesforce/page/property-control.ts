import type { PublicProperty } from '../build/compile-bundle.ts';
import { answerNames } from './pre-session-answers.ts';

/** How a public property is changed on the stage. */
export interface PropertyControl {
    readonly name: string;
    readonly kind: 'text' | 'toggle' | 'json' | 'choice';
    readonly choices: readonly string[];
}

/** Properties whose values the source's defaults don't tell. Others are texts, or toggles when their default is `false`. */
const SPECIAL: Readonly<Record<string, Omit<PropertyControl, 'name'>>> = {
    presence: { kind: 'toggle', choices: [] },
    authHeaders: { kind: 'json', choices: [] },
    authBody: { kind: 'json', choices: [] },
    customInvoke: { kind: 'json', choices: [] },
    customInvokeWhen: { kind: 'choice', choices: ['before', 'instead', 'menu'] },
    environment: { kind: 'choice', choices: ['production', 'beta', 'staging'] },
    openLocation: { kind: 'choice', choices: ['tab', 'window'] },
    openViewerWhen: { kind: 'choice', choices: ['sessionStart', 'click'] },
    preSession: { kind: 'choice', choices: answerNames },
    openViewer: { kind: 'choice', choices: ['the host opens it'] }
};

/** The controls for a component's public properties, in the order of its source. */
export function propertyControls(properties: readonly PublicProperty[]): PropertyControl[] {
    return properties
        .filter(({ kind }) => kind === 'property')
        .map(({ name, defaultType }) => ({
            name,
            ...(SPECIAL[name] ?? {
                kind: defaultType === 'boolean' ? ('toggle' as const) : ('text' as const),
                choices: []
            })
        }));
}
