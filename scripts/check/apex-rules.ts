import { CodeAnalyzer, CodeAnalyzerConfig, SeverityLevel } from '@salesforce/code-analyzer-core';
import { createEnginePlugin } from '@salesforce/code-analyzer-pmd-engine';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Check, Finding } from './finding.ts';
import { ensureJava } from './java.ts';

/** The rules that Salesforce recommends, and those that its security review goes by. */
const rules = ['pmd:Recommended', 'pmd:AppExchange'];

/** Low and Info are matters of taste; the review asks for an answer from Moderate upwards. */
const worstAllowed = SeverityLevel.Low;

/** Salesforce Code Analyzer: its PMD engine on Apex, metadata and markup. */
export const apexRules: Check = {
    name: 'Apex and metadata rules (PMD)',
    async run(tree) {
        const java = ensureJava();
        if (java.missing !== undefined) {
            return { skipped: java.missing };
        }
        const justified = join(tree.project, 'code-analyzer.yml');
        const config = existsSync(justified)
            ? CodeAnalyzerConfig.fromFile(justified)
            : CodeAnalyzerConfig.withDefaults();
        const analyzer = new CodeAnalyzer(config);
        await analyzer.addEnginePlugin(createEnginePlugin());
        const workspace = await analyzer.createWorkspace([tree.built]);
        const selection = await analyzer.selectRules(rules, { workspace });
        const results = await analyzer.run(selection, { workspace });
        const findings = results
            .getViolations()
            .filter((violation) => violation.getRule().getSeverityLevel() < worstAllowed)
            .map((violation): Finding => {
                const place = violation.getPrimaryLocation();
                const line = place.getStartLine();
                const rule = violation.getRule();
                const severity = SeverityLevel[rule.getSeverityLevel()];
                return {
                    file: relative(tree.built, place.getFile() ?? tree.built),
                    ...(line === undefined ? {} : { line }),
                    message: `${severity}: ${rule.getName()}: ${violation.getMessage()}`
                };
            });
        return { findings };
    }
};
