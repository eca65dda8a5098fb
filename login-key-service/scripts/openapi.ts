/** Writes openapi.json anew; `npm run openapi -w login-key-service` after a change of the schemas. */
import { writeFileSync } from 'node:fs';
import { describeService, openApiFile } from './describe-service.ts';

writeFileSync(openApiFile, JSON.stringify(await describeService(), null, 4) + '\n');
