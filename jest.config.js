import { jestConfig } from '@salesforce/sfdx-lwc-jest/config.js';

export default {
    ...jestConfig,
    roots: ['<rootDir>/force-app', '<rootDir>/test/jest'],
    modulePathIgnorePatterns: ['<rootDir>/build/'],
    moduleNameMapper: {
        ...jestConfig.moduleNameMapper,
        '^test/jest/(.*)$': '<rootDir>/test/jest/$1',
        '^lightning/platformUtilityBarApi$':
            '<rootDir>/test/jest/lightning/platformUtilityBarApi.ts'
    },
    setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), '<rootDir>/test/jest/setup.ts']
};
