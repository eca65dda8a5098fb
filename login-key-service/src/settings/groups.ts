import { Checks, SettingsError, type Source } from './checks.ts';
import { Files } from './files.ts';
import { groupSettings } from './group.ts';
import { GROUP_SETTINGS, groupEntries } from './groups-file.ts';
import { separateGroups } from './separate-groups.ts';
import type { GroupSettings, GroupsReading } from './settings.ts';

const PAUSE = 20;
const MAX_LOOKS = 50;

/** Reads all groups, and checks them one by one and together. */
export function groupsFrom(checks: Checks, source: Source, files: Files): GroupSettings[] {
    const own = new Checks();
    const groups = groupsOf(own, source, files);
    if (own.problems.length === 0) separateGroups(own, groups);
    checks.problems.push(...own.problems);
    return groups;
}

/**
 * Reads all groups at the start: looks again and again until two looks agree, so that no file is taken half written.
 * Reading anew while the service runs is slower and safer; see `openGroups`.
 */
export function settledGroups(checks: Checks, source: Source): GroupsReading {
    for (let look = 1; ; look += 1) {
        const files = new Files();
        const own = new Checks();
        const groups = groupsFrom(own, source, files);
        if (files.size > 0) pause();
        if (files.agreesWith(files.againNow())) {
            checks.problems.push(...own.problems);
            return { groups, files };
        }
        if (look === MAX_LOOKS)
            throw new SettingsError(['The files of secrets keep changing. Start again later.']);
    }
}

function groupsOf(checks: Checks, source: Source, files: Files): GroupSettings[] {
    const file = source['GLANCE_GROUPS_FILE'];
    if (file === undefined) return [groupSettings(checks, source, files)];
    const stray = GROUP_SETTINGS.filter((name) => source[name] !== undefined);
    if (stray.length > 0) {
        checks.wrong(
            stray.join(', '),
            'cannot stand beside GLANCE_GROUPS_FILE. Move it into that file, or remove the file.'
        );
    }
    return groupEntries(checks, file, files).map((entry, index) => {
        const own = new Checks();
        const group = groupSettings(own, entry, files);
        for (const problem of own.problems)
            checks.wrong(`Entry ${index + 1} of GLANCE_GROUPS_FILE:`, problem);
        return group;
    });
}

function pause(): void {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
}
