/** A login key in Glance's format. Its signature is made up. */
export function loginKeyText(expiresAt: number, signature = 'A'): string {
    return `$1$${Math.floor(expiresAt / 1000)}$${signature.repeat(43).slice(0, 43)}`;
}

/** What a login key endpoint answers for a key with this much life, in seconds from now. */
export function loginKeyAnswer(
    lifeSeconds: number,
    { groupId = 12345, signature = 'A' } = {}
): { loginKey: string; groupId: number; expiration: number; partnerUserId: string } {
    const expiresAt = Date.now() + lifeSeconds * 1000;
    return {
        loginKey: loginKeyText(expiresAt, signature),
        groupId,
        expiration: Math.floor(expiresAt / 1000),
        partnerUserId: 'agent@example.com'
    };
}
