import { Agent } from './presence-agent.ts';
import { authorize, setToken } from './authorization.ts';
import { define } from './page.ts';

define('Authorization', { authorize, setToken });
define('Presence', { Agent });
