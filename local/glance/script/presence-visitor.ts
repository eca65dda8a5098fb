import { define } from './page.ts';
import { Visitor } from './visitor.ts';

define('Presence', { Visitor });
