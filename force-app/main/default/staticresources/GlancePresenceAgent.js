/*
 * glance-presence-agent: placeholder
 *
 * Glance's presence agent script belongs here. It is Glance's own code and is not part of this project: fetch the one of
 * your group with `npm run presence-script -- --group <id>`, then build and deploy.
 */
