/** A page of Lightning, as `lightning/navigation` describes it. */
export interface PageReference {
    readonly type: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly state: Readonly<Record<string, string>>;
}

const KEY_PREFIXES: Readonly<Record<string, string>> = {
    '001': 'Account',
    '003': 'Contact',
    '00Q': 'Lead',
    '0LQ': 'VoiceCall',
    '0Mw': 'MessagingSession',
    '500': 'Case',
    '005': 'User'
};

/** The object that an id belongs to, by its first three characters; `undefined` for other ids. */
export function objectOf(recordId: string): string | undefined {
    return KEY_PREFIXES[recordId.slice(0, 3)];
}

/**
 * The page reference of a Lightning URL's path and query.
 * @returns `undefined` for a path that is not one of Lightning's
 */
export function pageReferenceOf(url: string): PageReference | undefined {
    const { pathname, searchParams } = new URL(url, 'https://lightning.invalid');
    const state = Object.fromEntries(
        [...searchParams].filter(([name]) => name.includes('__') || name === 'filterName')
    );
    const [, lightning, kind, ...rest] = pathname.split('/');
    if (lightning !== 'lightning') {
        return undefined;
    }
    if (kind === 'r') {
        // The object may be left out: /lightning/r/<id>/view
        const [objectApiName, recordId, actionName] =
            rest.length === 3 ? rest : [objectOf(rest[0] ?? '') ?? '', rest[0], rest[1]];
        return {
            type: 'standard__recordPage',
            attributes: {
                objectApiName: objectApiName ?? '',
                recordId: recordId ?? '',
                actionName: actionName ?? 'view'
            },
            state
        };
    }
    if (kind === 'o') {
        return {
            type: 'standard__objectPage',
            attributes: { objectApiName: rest[0] ?? '', actionName: rest[1] ?? 'list' },
            state
        };
    }
    if (kind === 'page') {
        return {
            type: 'standard__namedPage',
            attributes: { pageName: rest[0] ?? 'home' },
            state
        };
    }
    if (kind === 'n') {
        return { type: 'standard__navItemPage', attributes: { apiName: rest[0] ?? '' }, state };
    }
    return undefined;
}

/**
 * The URL of a page reference, relative to the org; a `standard__webPage`'s own URL.
 * @throws {Error} for a type that Lightning's stand-in has no page for
 */
export function urlOf(reference: PageReference): string {
    const { attributes } = reference;
    const query = new URLSearchParams(reference.state ?? {}).toString();
    const suffix = query === '' ? '' : `?${query}`;
    switch (reference.type) {
        case 'standard__recordPage': {
            const recordId = attributes['recordId'] ?? '';
            const objectApiName = attributes['objectApiName'] ?? objectOf(recordId) ?? '';
            const actionName = attributes['actionName'] ?? 'view';
            return `/lightning/r/${objectApiName}/${recordId}/${actionName}${suffix}`;
        }
        case 'standard__objectPage':
            return `/lightning/o/${attributes['objectApiName']}/${attributes['actionName'] ?? 'list'}${suffix}`;
        case 'standard__namedPage':
            return `/lightning/page/${attributes['pageName']}${suffix}`;
        case 'standard__navItemPage':
            return `/lightning/n/${attributes['apiName']}${suffix}`;
        case 'standard__webPage':
            return attributes['url'] ?? '';
        default:
            throw new Error(`The stand-in has no page of type "${reference.type}".`);
    }
}
