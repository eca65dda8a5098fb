declare module 'one/*' {
    import type { LightningElement } from 'lwc';
    const component: typeof LightningElement;
    export default component;
}

declare module 'lightning/toast' {
    const Toast: { show(config: object): void };
    export default Toast;
}
