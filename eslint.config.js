import { createRequire } from 'node:module';
import globals from 'globals';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';
import slds from '@salesforce-ux/eslint-plugin-slds';

const require = createRequire(import.meta.url);
const lwcConfig = require('@salesforce/eslint-config-lwc');

const LWC = 'force-app/main/default/lwc/**';
const inOrg = (config) => ({ ...config, files: [`${LWC}/*.ts`] });

export default tseslint.config(
    {
        ignores: [
            '.presence-script/**',
            'build/**',
            '**/dist/**',
            'node_modules/**',
            'coverage/**',
            'test-results/**',
            'playwright-report/**'
        ]
    },
    ...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts'] })),
    {
        files: ['**/*.ts'],
        rules: {
            eqeqeq: 'error',
            'no-void': ['error', { allowAsStatement: true }],
            '@typescript-eslint/consistent-type-imports': 'error',
            '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }]
        }
    },
    ...lwcConfig.configs.recommendedTs.map(inOrg),
    {
        files: [`${LWC}/*.ts`],
        languageOptions: { parser: tseslint.parser },
        rules: {
            'no-void': ['error', { allowAsStatement: true }],
            // What TypeScript itself checks, and knows better.
            'no-unused-vars': 'off',
            'no-use-before-define': 'off',
            'consistent-return': 'off',
            'default-case': 'off',
            // Prettier makes them clear.
            'no-confusing-arrow': 'off',
            // Time limits, backoff and the running time are what these modules are for; each timer is cleared.
            '@lwc/lwc/no-async-operation': 'off'
        }
    },
    {
        files: ['**/__tests__/**/*.ts', 'test/jest/**/*.ts'],
        ...jest.configs['flat/recommended'],
        languageOptions: { globals: { ...globals.jest, ...globals.browser } },
        rules: {
            ...jest.configs['flat/recommended'].rules,
            'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'fc.assert'] }],
            'jest/no-conditional-expect': 'off'
        }
    },
    { files: ['*.js', 'scripts/**/*.mjs'], languageOptions: { globals: globals.node } },
    {
        files: ['scripts/**/*.ts'],
        ignores: ['scripts/programs.ts', 'scripts/**/test/**'],
        rules: {
            '@typescript-eslint/no-restricted-imports': [
                'error',
                {
                    paths: [
                        {
                            name: 'node:child_process',
                            message: 'Use scripts/programs.ts: it starts .cmd files on Windows.'
                        }
                    ]
                }
            ]
        }
    },
    ...slds.configs['flat/recommended'].map((config) => ({
        ...config,
        files: config.files.map((pattern) => pattern.replace('**/*', `${LWC}/*`))
    }))
);
