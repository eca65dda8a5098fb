/** `lightning/platformUtilityBarApi`: the utility bar. Source: Salesforce Console Developer Guide. */
import { utilities } from '../page/app-utilities.ts';
import { EnclosingIdAdapter } from '../page/enclosing-id.ts';
import type { UtilityInfo } from '../page/utilities.ts';

/** Wire adapter: the utility that the component is in; `null` outside of any. */
export class EnclosingUtilityId extends EnclosingIdAdapter {}

interface UtilityAttributes {
    readonly label?: string;
    /** Name of an icon of the set `utility`, without the set. */
    readonly icon?: string;
    readonly iconVariant?: string;
    readonly highlighted?: boolean;
}

interface PanelAttributes {
    readonly label?: string;
    readonly icon?: string;
    readonly iconVariant?: string;
    /** Pixels. */
    readonly height?: number;
    /** Pixels. */
    readonly width?: number;
}

export async function getInfo(utilityId: string): Promise<UtilityInfo> {
    return utilities().info(utilityId);
}

export async function getAllUtilityInfo(): Promise<UtilityInfo[]> {
    return utilities().all();
}

/** Opens a utility's panel. */
export async function open(
    utilityId: string,
    _options?: { readonly autoFocus?: boolean }
): Promise<boolean> {
    utilities().open(utilityId);
    return true;
}

export async function minimize(utilityId: string): Promise<boolean> {
    utilities().minimize(utilityId);
    return true;
}

/** Changes how a utility looks in the bar. What isn't given stays. */
export async function updateUtility(
    utilityId: string,
    attributes: UtilityAttributes = {}
): Promise<boolean> {
    utilities().update(
        utilityId,
        given({
            utilityLabel: attributes.label,
            utilityIcon: attributes.icon,
            utilityIconVariant: attributes.iconVariant,
            utilityHighlighted: attributes.highlighted
        })
    );
    return true;
}

/** Changes a utility's panel. What isn't given stays. */
export async function updatePanel(
    utilityId: string,
    attributes: PanelAttributes = {}
): Promise<boolean> {
    utilities().update(
        utilityId,
        given({
            panelHeaderLabel: attributes.label,
            panelHeaderIcon: attributes.icon,
            panelHeaderIconVariant: attributes.iconVariant,
            panelHeight: attributes.height,
            panelWidth: attributes.width
        })
    );
    return true;
}

/** Calls back on each click on the utility in the bar. Can't be undone. */
export async function onUtilityClick(
    utilityId: string,
    eventHandler: (response: { utilityId: string; panelVisible: boolean }) => void
): Promise<boolean> {
    utilities().onClick(utilityId, eventHandler);
    return true;
}

export async function enablePopout(utilityId: string, enabled: boolean): Promise<boolean> {
    utilities().enablePopout(utilityId, enabled);
    return true;
}

export async function enableModal(utilityId: string, enabled: boolean): Promise<boolean> {
    utilities().enableModal(utilityId, enabled);
    return true;
}

function given(changes: Readonly<Record<string, unknown>>): Partial<UtilityInfo> {
    return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
