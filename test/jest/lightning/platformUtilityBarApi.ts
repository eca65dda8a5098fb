/** A stand-in for `lightning/platformUtilityBarApi`, which sfdx-lwc-jest lacks, in the manner of its others. */
import { createTestWireAdapter } from '@salesforce/wire-service-jest-util';

interface UtilityAttributes {
    readonly label?: string;
    readonly icon?: string;
    readonly iconVariant?: string;
    readonly highlighted?: boolean;
}

interface PanelAttributes {
    readonly label?: string;
    readonly icon?: string;
    readonly iconVariant?: string;
    readonly height?: number;
    readonly width?: number;
}

type Done = Promise<boolean>;

export const EnclosingUtilityId = createTestWireAdapter(jest.fn());

export const open = jest.fn(
    async (_utilityId: string, _options?: { readonly autoFocus?: boolean }): Done => true
);
export const minimize = jest.fn(async (_utilityId: string): Done => true);
export const updateUtility = jest.fn(
    async (_utilityId: string, _attributes: UtilityAttributes): Done => true
);
export const updatePanel = jest.fn(
    async (_utilityId: string, _attributes: PanelAttributes): Done => true
);
