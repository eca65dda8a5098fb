import { groupId } from '../people.ts';
import type { LightningPages } from './org/flexipages.ts';
import type { FlexiPage, OrgContext } from './page/org-context.ts';
import type { UtilityItem } from './page/utilities.ts';

/**
 * The properties that every Glance component on the stage needs when it isn't told by the org's settings.
 * @param glanceUrl origin of the stage's Glance; `null` when it is at Glance's own hosts, which need no telling
 */
export function stageDefaults(glanceUrl: string | null): OrgContext['stageDefaults'] {
    return {
        groupId: String(groupId),
        webServer: glanceUrl === null ? '' : new URL(glanceUrl).host
    };
}

/**
 * The stage's Lightning pages: the package's own, and for what it has no page for one with `glanceJoin` beside it, as an admin
 * would lay it out. Properties that are not set have the defaults of the component's `js-meta.xml`.
 */
export function stagePages({ pages }: LightningPages): FlexiPage[] {
    const added: FlexiPage[] = [
        ...['Contact', 'Case', 'Lead', 'Account'].map((objectApiName) => ({
            type: 'RecordPage' as const,
            objectApiName,
            components: [glanceJoin]
        })),
        { type: 'HomePage', components: [glanceJoin] }
    ];
    const missing = added.filter(
        ({ type, objectApiName }) =>
            !pages.some((page) => page.type === type && page.objectApiName === objectApiName)
    );
    return [...pages, ...missing];
}

/**
 * The utilities of both apps: those of the package's utility bars, else `glanceJoinUtility` as an admin would add it in App
 * Manager. One whose bundle the package hasn't got isn't shown.
 */
export function stageUtilities({ utilities }: LightningPages): readonly UtilityItem[] {
    return utilities.length > 0
        ? utilities
        : [
              {
                  component: 'c/glanceJoinUtility',
                  label: 'Glance',
                  icon: 'screen',
                  startAutomatically: true,
                  properties: {}
              }
          ];
}

const glanceJoin = { component: 'c/glanceJoin', properties: {} };
