/** A group id at Glance: four to six digits, the first not 0. As in `GlanceSettings.cls` and in the button's options. */
const groupId = /^[1-9]\d{3,5}$/;

/**
 * A group id given to a command.
 * @throws {Error} when it is none
 */
export function checkedGroupId(given: string | undefined, usage: string): string {
    if (given === undefined || !groupId.test(given)) {
        throw new Error(
            `--group must be a group id: four to six digits, the first not 0.\n\n${usage}`
        );
    }
    return given;
}
