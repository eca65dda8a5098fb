import { jestConfig } from '@salesforce/sfdx-lwc-jest/config.js';

/** The source: sfdx-project.json names what is deployed, which is built from it. */
const bundles = '<rootDir>/force-app/main/default/lwc';

export default {
    ...jestConfig,
    roots: ['<rootDir>/force-app', '<rootDir>/test/jest'],
    modulePathIgnorePatterns: ['<rootDir>/build/'],
    collectCoverageFrom: [`${bundles}/**/*.ts`, '!**/__tests__/**'],
    moduleNameMapper: {
        ...jestConfig.moduleNameMapper,
        '^c/(\\w+)$': `${bundles}/$1/$1`,
        '^test/jest/(.*)$': '<rootDir>/test/jest/$1',
        '^lightning/flowSupport$': '<rootDir>/test/jest/lightning/flowSupport.ts',
        '^lightning/platformUtilityBarApi$':
            '<rootDir>/test/jest/lightning/platformUtilityBarApi.ts'
    },
    setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), '<rootDir>/test/jest/setup.ts']
};
