import type { Project } from '../../apex/data/metadata/project.ts';

type Sets = Pick<Project, 'permissionSets' | 'permissionSetGroups'>;

/**
 * What a user with some permission sets, or groups of them, may do as far as pages ask: the custom permissions that they have, and
 * the custom fields that they may not read. A custom field that any set grants is readable only with such a set; fields that none
 * names are readable.
 */
export function grants(
    { permissionSets, permissionSetGroups }: Sets,
    assigned: readonly string[]
): { customPermissions: string[]; unreadableFields: string[] } {
    const names = new Set(
        assigned.flatMap((name) => [
            name,
            ...(permissionSetGroups.find((group) => group.name === name)?.permissionSets ?? [])
        ])
    );
    const readableBy = (sets: Sets['permissionSets']): string[] =>
        sets.flatMap(({ fields }) => fields.filter(({ read }) => read).map(({ field }) => field));
    const granted = permissionSets.filter(({ name }) => names.has(name));
    const readable = new Set(readableBy(granted));
    return {
        customPermissions: [...new Set(granted.flatMap((set) => set.customPermissions))],
        unreadableFields: [...new Set(readableBy(permissionSets))].filter(
            (field) => !readable.has(field)
        )
    };
}
