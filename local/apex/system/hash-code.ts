const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** A number of 32 bits for what `hashOf` gives: the same for equal values. Texts have that of Java. */
export function hashCodeOf(hash: unknown): number {
    switch (typeof hash) {
        case 'string':
            return hashOfText(hash);
        case 'number':
            return hash | 0;
        case 'boolean':
            return hash ? 1231 : 1237;
        case 'object':
        case 'function':
            return hash === null ? 0 : identityOf(hash);
        default:
            return 0;
    }
}

function hashOfText(text: string): number {
    let hash = 0;
    for (let i = 0; i < text.length; i++) {
        hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
    }
    return hash;
}

function identityOf(value: object): number {
    let identity = identities.get(value);
    if (identity === undefined) {
        identity = ++lastIdentity;
        identities.set(value, identity);
    }
    return identity;
}
