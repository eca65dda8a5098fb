/** What `lightning/platformUtilityBarApi` tells of a utility. Source: "utilityInfo" in the Salesforce Console Developer Guide. */
export interface UtilityInfo {
    readonly id: string;
    readonly isLoaded: boolean;
    readonly utilityLabel: string;
    readonly utilityIcon: string;
    readonly utilityIconVariant: string | null;
    readonly utilityHighlighted: boolean;
    readonly utilityVisible: boolean;
    readonly utilityPoppedOut: boolean;
    readonly panelHeaderLabel: string;
    readonly panelHeaderIcon: string;
    readonly panelHeaderIconVariant: string | null;
    /** Pixels. */
    readonly panelHeight: number;
    /** Pixels. */
    readonly panelWidth: number;
}

/** A utility as the admin set it up in App Manager. */
export interface UtilityItem {
    /** `c/glanceJoinUtility` */
    readonly component: string;
    readonly label: string;
    /** Name of an icon of the set `utility`. */
    readonly icon: string;
    readonly panelWidth?: number;
    readonly panelHeight?: number;
    /** "Start automatically": the component is made with the page; otherwise when its panel is opened first. */
    readonly startAutomatically: boolean;
    readonly properties: Readonly<Record<string, string | number | boolean>>;
}

type ClickHandler = (response: { utilityId: string; panelVisible: boolean }) => void;

interface Utility {
    readonly item: UtilityItem;
    info: UtilityInfo;
    popoutEnabled: boolean;
    modal: boolean;
    readonly clickHandlers: ClickHandler[];
}

/** Salesforce's default size of a utility's panel. */
const DEFAULT_WIDTH = 340;
const DEFAULT_HEIGHT = 480;

/** The utilities of an app. At most one panel is open, beside those that are popped out. */
export class Utilities {
    readonly #utilities = new Map<string, Utility>();
    readonly #listeners = new Set<() => void>();

    constructor(items: readonly UtilityItem[]) {
        for (const [i, item] of items.entries()) {
            const id = `utilityItem${i}`;
            this.#utilities.set(id, {
                item,
                popoutEnabled: true,
                modal: false,
                clickHandlers: [],
                info: {
                    id,
                    isLoaded: item.startAutomatically,
                    utilityLabel: item.label,
                    utilityIcon: item.icon,
                    utilityIconVariant: null,
                    utilityHighlighted: false,
                    utilityVisible: false,
                    utilityPoppedOut: false,
                    panelHeaderLabel: item.label,
                    panelHeaderIcon: item.icon,
                    panelHeaderIconVariant: null,
                    panelHeight: item.panelHeight ?? DEFAULT_HEIGHT,
                    panelWidth: item.panelWidth ?? DEFAULT_WIDTH
                }
            });
        }
    }

    /** Calls back after each change. */
    onChange(listener: () => void): void {
        this.#listeners.add(listener);
    }

    all(): UtilityInfo[] {
        return [...this.#utilities.values()].map(({ info }) => info);
    }

    /** @throws {Error} when there is no such utility */
    info(id: string): UtilityInfo {
        return this.#utility(id).info;
    }

    item(id: string): UtilityItem {
        return this.#utility(id).item;
    }

    isModal(id: string): boolean {
        return this.#utility(id).modal;
    }

    canPopOut(id: string): boolean {
        return this.#utility(id).popoutEnabled;
    }

    /** Opens a panel; another open one is minimized. */
    open(id: string): void {
        this.#utility(id);
        for (const [other, { info }] of this.#utilities) {
            if (other !== id && info.utilityVisible && !info.utilityPoppedOut) {
                this.#change(other, { utilityVisible: false });
            }
        }
        this.#change(id, { utilityVisible: true, isLoaded: true });
    }

    minimize(id: string): void {
        this.#change(id, { utilityVisible: false, utilityPoppedOut: false });
    }

    /** What a click on the utility in the bar does: it opens or minimizes, then tells the component. */
    click(id: string): void {
        const { info, clickHandlers } = this.#utility(id);
        if (info.utilityVisible) {
            this.minimize(id);
        } else {
            this.open(id);
        }
        for (const handler of clickHandlers) {
            handler({ utilityId: id, panelVisible: !info.utilityVisible });
        }
    }

    /** Pops a panel out of the bar, or back in. */
    popOut(id: string, poppedOut: boolean): void {
        this.#change(id, {
            utilityPoppedOut: poppedOut,
            utilityVisible: true,
            isLoaded: true
        });
    }

    onClick(id: string, handler: ClickHandler): void {
        this.#utility(id).clickHandlers.push(handler);
    }

    enablePopout(id: string, enabled: boolean): void {
        this.#utility(id).popoutEnabled = enabled;
        this.#change(id, {});
    }

    enableModal(id: string, modal: boolean): void {
        this.#utility(id).modal = modal;
        this.#change(id, {});
    }

    update(id: string, changes: Partial<UtilityInfo>): void {
        this.#change(id, changes);
    }

    #utility(id: string): Utility {
        const utility = this.#utilities.get(id);
        if (utility === undefined) {
            throw new Error(`There is no utility ${id}.`);
        }
        return utility;
    }

    #change(id: string, changes: Partial<UtilityInfo>): void {
        const utility = this.#utility(id);
        utility.info = { ...utility.info, ...changes };
        for (const listener of this.#listeners) {
            listener();
        }
    }
}
