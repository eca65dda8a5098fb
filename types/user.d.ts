declare module '@salesforce/user/Id' {
    /** Id of the running user; `undefined` for a guest of a site. */
    const userId: string | undefined;
    export default userId;
}
