import { jestConfig } from '@salesforce/sfdx-lwc-jest/config.js';

export default {
    ...jestConfig,
    roots: ['<rootDir>/force-app', '<rootDir>/test/jest'],
    modulePathIgnorePatterns: ['<rootDir>/build/'],
    moduleNameMapper: {
        ...jestConfig.moduleNameMapper,
        '^lightning/platformUtilityBarApi$':
            '<rootDir>/test/jest/lightning/platformUtilityBarApi.ts'
    },
    setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), '<rootDir>/test/jest/setup.ts']
};
