import type { Logger } from 'pino';
import { jwtVerifier, type JwtVerifier } from './callers/jwt-verifier.ts';
import { remoteKeysOf, type RemoteKeysByUrl } from './callers/remote-keys.ts';
import { warnOfExpiry } from './operations/certificate-expiry.ts';
import type { Metrics } from './operations/metrics.ts';
import { SettingsError } from './settings/checks.ts';
import type { Files } from './settings/files.ts';
import type { GroupSettings, Settings } from './settings/settings.ts';

/** A Glance group at work: its API key, and what its callers show to prove themselves. */
export interface Group extends Omit<GroupSettings, 'jwt' | 'tokenDigests'> {
    /** SHA-256 digests of the accepted bearer tokens. */
    readonly tokenDigests: readonly Buffer[];
    readonly jwt: JwtVerifier | undefined;
}

/** All groups at work. */
export interface Groups {
    /** As of the last good reading of their files; there is at least one. */
    current(): readonly Group[];
    /** Stops looking at the files and at the issuers' keys. */
    close(): void;
}

/**
 * Opens the groups, and reads all of them anew when any of their files has changed. A reading counts when two looks, one
 * interval apart, agree and the groups are as good as at the start; otherwise that is logged and the former ones stay.
 *
 * Files are read rather than watched: mounted secrets are swapped by symbolic links, which file system events miss.
 */
export function openGroups(
    settings: Settings,
    { log, metrics }: { log: Logger; metrics: Metrics }
): Groups {
    const remoteKeys = remoteKeysOf({
        // Most of what the service takes in at one time stays for callers whose identity provider answers.
        maxWaiting: Math.max(1, Math.floor(settings.maxInFlight / 4)),
        log,
        metrics
    });
    let groups = atWork(settings.groups, remoteKeys);
    let expiry = warnOfExpiry(settings.groups, { log, metrics });
    let inUse = settings.groupFiles;
    let former = inUse;
    let timer: NodeJS.Timeout | undefined;

    const look = async () => {
        const found = await former.again();
        const isSettled = found.agreesWith(former);
        former = found;
        if (isSettled && !found.agreesWith(inUse)) take(found);
    };
    const take = (found: Files) => {
        const { size } = found;
        try {
            const next = settings.groupsFrom(found);
            // Files that are named for the first time have been looked at once only.
            if (found.size > size) return;
            inUse = found;
            groups = atWork(next, remoteKeys);
            expiry.close();
            expiry = warnOfExpiry(next, { log, metrics });
            log.info(
                { groups: next.map(({ groupId }) => groupId) },
                'settings of groups read again'
            );
        } catch (error) {
            inUse = found;
            metrics.settingsRefused();
            const problems = error instanceof SettingsError ? error.problems : [String(error)];
            log.error(
                { problems },
                'settings of groups changed to something unusable; the former ones stay in use'
            );
        }
    };
    let closed = false;
    const goOn = () => {
        if (closed) return;
        timer = setTimeout(() => look().finally(goOn), settings.secretPollInterval).unref();
    };
    if (inUse.size > 0) goOn();
    return {
        current: () => groups,
        close() {
            closed = true;
            clearTimeout(timer);
            expiry.close();
            remoteKeys.close();
        }
    };
}

function atWork(groups: readonly GroupSettings[], remoteKeys: RemoteKeysByUrl): readonly Group[] {
    const open = groups.map((group) => ({
        ...group,
        tokenDigests: group.tokenDigests ?? [],
        jwt: group.jwt && jwtVerifier(group.jwt, remoteKeys)
    }));
    remoteKeys.closeUnused();
    return open;
}
