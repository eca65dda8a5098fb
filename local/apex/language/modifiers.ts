import type { AnnotationContext, LiteralContext, ModifierContext } from '@apexdevtools/apex-parser';

import { unquote } from './literals.ts';
import type { SourceFile } from './source-file.ts';
import type { Access, Annotations, ClassDefinition } from './types.ts';
import type { Value } from './values.ts';

/** What stands before the declaration of a class or a member. */
export interface Modifiers {
    /** Null where nothing is said. */
    readonly access: Access | null;
    readonly isStatic: boolean;
    readonly isAbstract: boolean;
    readonly isVirtual: boolean;
    readonly isOverride: boolean;
    readonly isFinal: boolean;
    readonly isTransient: boolean;
    readonly sharing: ClassDefinition['sharing'];
    readonly annotations: Annotations;
}

const ACCESS: readonly Access[] = ['private', 'protected', 'public', 'global'];

/** Annotations that leave open how a method runs, or that this runtime knows. */
const ANNOTATIONS = new Set([
    'auraenabled',
    'deprecated',
    'invocablemethod',
    'invocablevariable',
    'istest',
    'jsonaccess',
    'namespaceaccessible',
    'remoteaction',
    'suppresswarnings',
    'testsetup',
    'testvisible'
]);

/** @throws ApexLoadError for what would run otherwise on the platform, such as `@future` */
export function checkModifiers(file: SourceFile, contexts: readonly ModifierContext[]): void {
    for (const context of contexts) {
        const annotation = context.annotation() as AnnotationContext | null;
        const [name, parameters] = annotation ? readAnnotation(annotation) : [null, null];
        const isKnown = name === null ? !context.WEBSERVICE() : ANNOTATIONS.has(name);
        if (!isKnown || parameters?.get('seealldata') === true) {
            throw file.error(context, `Not supported: ${context.getText()}`);
        }
    }
}

export function readModifiers(contexts: readonly ModifierContext[]): Modifiers {
    const words = contexts
        .filter((context) => !context.annotation())
        .map((context) => context.getText().toLowerCase());
    const annotations = new Map(
        contexts
            .filter((context) => context.annotation())
            .map((context) => readAnnotation(context.annotation()))
    );
    if (words.includes('testmethod')) {
        annotations.set('istest', new Map());
    }
    return {
        access: ACCESS.find((access) => words.includes(access)) ?? null,
        isStatic: words.includes('static') || words.includes('testmethod'),
        isAbstract: words.includes('abstract'),
        isVirtual: words.includes('virtual'),
        isOverride: words.includes('override'),
        isFinal: words.includes('final'),
        isTransient: words.includes('transient'),
        sharing: sharingOf(words),
        annotations
    };
}

function sharingOf(words: readonly string[]): ClassDefinition['sharing'] {
    const word = words.find((each) => each.endsWith('sharing'))?.slice(0, -'sharing'.length);
    return word === 'with' || word === 'without' || word === 'inherited' ? word : null;
}

function readAnnotation(context: AnnotationContext): [string, ReadonlyMap<string, Value>] {
    const parameters = new Map<string, Value>();
    for (const pair of context.elementValuePairs()?.elementValuePair_list() ?? []) {
        parameters.set(
            pair.id().getText().toLowerCase(),
            literalValue(pair.elementValue().literal())
        );
    }
    if (context.elementValue()) {
        parameters.set('value', literalValue(context.elementValue().literal()));
    }
    return [context.id().getText().toLowerCase(), parameters];
}

function literalValue(context: LiteralContext | null): Value {
    const text = context?.getText() ?? '';
    if (context?.BooleanLiteral()) {
        return text.toLowerCase() === 'true';
    }
    return context?.StringLiteral() ? unquote(text) : text;
}
