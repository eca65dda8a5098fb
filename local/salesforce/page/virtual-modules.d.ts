declare module 'virtual:lightning-modules' {
    const modules: Readonly<Record<string, object>>;
    export default modules;
}

declare module 'virtual:i18n-modules' {
    const modules: Readonly<Record<string, { readonly default: unknown }>>;
    export default modules;
}

declare module '@lwc/synthetic-shadow';
