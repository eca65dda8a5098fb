import { addressOf } from './app-address.ts';
import { setNavigator } from './navigation.ts';

/** Navigation on the stage's own panels: Lightning's pages are loaded as documents. */
export function navigateByDocument(): void {
    setNavigator((reference) => {
        location.assign(addressOf('standard', reference, location.search));
    });
}
