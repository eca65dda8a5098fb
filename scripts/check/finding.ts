/** One thing that an org, or a security review, would object to. */
export interface Finding {
    /** Path of the file, relative to the checked tree where possible. */
    readonly file: string;
    readonly line?: number;
    readonly message: string;
}

/** What a check came to: its findings, or why it could not run here. */
export type Outcome = { readonly findings: readonly Finding[] } | { readonly skipped: string };

/** What is checked. */
export interface Tree {
    /** The project's own folder, which holds `node_modules`. */
    readonly project: string;
    /** The deployable source tree: TypeScript compiled to JavaScript. */
    readonly built: string;
    /** The tree that the built one was made from: TypeScript, tests and all. */
    readonly source: string;
    /** The API version that the tree is checked for, such as `66.0`. */
    readonly apiVersion: string;
    /** The namespace of the package that the tree is checked as; none for what is deployed without one. */
    readonly namespace?: string;
}

/** A check of the tree, offline. */
export interface Check {
    readonly name: string;
    run(tree: Tree): Promise<Outcome>;
}
