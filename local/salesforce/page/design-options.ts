import type { DesignProperty } from '../build/component-config.ts';

interface Option {
    readonly label: string;
    readonly value: string;
}

/**
 * The choices of a property with a `datasource`, as App Builder offers them; none for a free text.
 * @param objectApiName the page's object, which an Apex class may ask for
 */
export async function designOptions(
    { datasource, required }: DesignProperty,
    objectApiName: string | undefined
): Promise<readonly Option[]> {
    if (datasource === undefined) {
        return [];
    }
    const [, className] = /^apex:\/\/(.+)$/.exec(datasource) ?? [];
    if (className === undefined) {
        const values = datasource.split(',').map((value) => value.trim());
        const options = values.map((value) => ({ label: value, value }));
        return required === 'true' ? options : [{ label: '—', value: '' }, ...options];
    }
    const query = objectApiName === undefined ? '' : `?entityName=${objectApiName}`;
    const response = await fetch(`/stage/pick-lists/${className}${query}`);
    return response.ok ? ((await response.json()) as Option[]) : [];
}
