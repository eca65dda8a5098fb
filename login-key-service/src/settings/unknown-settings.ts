import type { Checks, Source } from './checks.ts';
import { GROUP_SETTINGS } from './groups-file.ts';

const OURS = /^(GLANCE|JWT|BEARER|LIMIT_PER|DRAIN)_/;
/** What Kubernetes sets for each service of a namespace, whatever its name ("Accessing the Service" in its docs). */
const SERVICE_LINK = /_(SERVICE_(HOST|PORT\w*)|PORT(_\d+_(TCP|UDP|SCTP)\w*)?)$/;
const OTHERS = [
    'GLANCE_GROUPS_FILE',
    'GLANCE_DEVELOPMENT_MODE',
    'LIMIT_PER_ADDRESS',
    'LIMIT_PER_CALLER',
    'LIMIT_PER_PUID',
    'DRAIN_DELAY_MS',
    'DRAIN_TIMEOUT_MS'
];

/** Notes settings that have a prefix of ours and are none: misspelt, they would be passed over in silence. */
export function refuseUnknownSettings(checks: Checks, source: Source): void {
    const unknown = Object.keys(source).filter(
        (name) =>
            OURS.test(name) &&
            !SERVICE_LINK.test(name) &&
            !GROUP_SETTINGS.includes(name) &&
            !OTHERS.includes(name)
    );
    for (const name of unknown) {
        checks.wrong(name, 'is no setting of this service. Correct its name, or remove it.');
    }
}
